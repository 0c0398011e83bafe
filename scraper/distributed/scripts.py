"""What must happen in Redis as one step, in Lua: no process can die in the middle of it.

Each script that changes the run's list begins with GUARD: where Redis has lost the run (restarted without its
data) or the run is over, nothing is written, and the answer is -1.
"""

from __future__ import annotations

NOW = "local t = redis.call('TIME'); local now = t[1] * 1000 + math.floor(t[2] / 1000)\n"
GUARD = "if redis.call('HGET', KEYS[1], 'open') ~= ARGV[1] then return -1 end\n"

# `wait_for(link)`: put a link (JSON) into the queue of its host.
_WAIT = """
local function wait_for(hosts, prefix, link)
  local host = cjson.decode(link).host
  if redis.call('RPUSH', prefix .. host, link) == 1 then redis.call('RPUSH', hosts, host) end
end
"""

# KEYS run, seen, hosts, items. ARGV token, queue prefix, most pages (0: no limit), then address, link, ...
# A new link is queued and told to the writing process: both or neither.
ADD = (
    _WAIT
    + GUARD
    + """
local room = tonumber(ARGV[3])
room = room > 0 and room - redis.call('SCARD', KEYS[2]) or math.huge
local new = {}
for i = 4, #ARGV, 2 do
  if #new >= room then break end
  if redis.call('SADD', KEYS[2], ARGV[i]) == 1 then
    wait_for(KEYS[3], ARGV[2], ARGV[i + 1])
    new[#new + 1] = ARGV[i + 1]
  end
end
if #new > 0 then redis.call('RPUSH', KEYS[4], '{"kind":"links","links":[' .. table.concat(new, ',') .. ']}') end
return #new
"""
)

# KEYS run, hosts, held, known, due, hold. ARGV token, queue prefix, how many, ms ahead of its time that a host counts.
# Hosts take turns; of a host with a delay one page at a time is given out. Answer: link, what is known of it, ...
TAKE = (
    GUARD
    + NOW
    + """
local most, ahead = tonumber(ARGV[3]), tonumber(ARGV[4])
local found, asked, passed, hosts = {}, {}, 0, redis.call('LLEN', KEYS[2])
while #found < 2 * most and passed < hosts do
  local host = redis.call('LMOVE', KEYS[2], KEYS[2], 'LEFT', 'RIGHT')
  local due = redis.call('HGET', KEYS[5], host)
  local hold = redis.call('HGET', KEYS[6], host) or 0
  if asked[host] or math.max(tonumber(due or 0), tonumber(hold)) > now + ahead then
    passed = passed + 1
  else
    local queue = ARGV[2] .. host
    local link = redis.call('LPOP', queue)
    if link then
      local url = cjson.decode(link).url
      redis.call('HSET', KEYS[3], url, link)
      found[#found + 1] = link
      found[#found + 1] = redis.call('HGET', KEYS[4], url) or ''
      if due then asked[host] = true end
      passed = 0
    end
    if redis.call('LLEN', queue) == 0 then
      redis.call('LREM', KEYS[2], -1, host)
      hosts = hosts - 1
    end
  end
end
return found
"""
)

# KEYS run, items, held. ARGV token, number of messages, messages ..., addresses that they settle ...
PUSH = (
    GUARD
    + """
local last = 2 + tonumber(ARGV[2])
for i = 3, last do redis.call('RPUSH', KEYS[2], ARGV[i]) end
for i = last + 1, #ARGV do redis.call('HDEL', KEYS[3], ARGV[i]) end
return redis.call('LLEN', KEYS[2])
"""
)

# KEYS run, workers, items, hold, leader, seeded. ARGV token, worker, ms that a leader may be silent, is leader?
# Answer: messages waiting, is leader?, seeded?, then host, ms to hold, ...
BEAT = (
    GUARD
    + NOW
    + """
redis.call('ZADD', KEYS[2], now, ARGV[2])
local leads = 0
if ARGV[4] == '1' and redis.call('GET', KEYS[5]) == ARGV[2] then
  redis.call('PEXPIRE', KEYS[5], ARGV[3])
  leads = 1
end
local answer = {redis.call('LLEN', KEYS[3]), leads, redis.call('EXISTS', KEYS[6])}
local holds = redis.call('HGETALL', KEYS[4])
for i = 1, #holds, 2 do
  local left = tonumber(holds[i + 1]) - now
  if left > 0 then
    answer[#answer + 1] = holds[i]
    answer[#answer + 1] = left
  end
end
return answer
"""
)

_GIVE_BACK = (
    _WAIT
    + """
local function give_back(held, hosts, lost, items, prefix, most)
  local pairs_ = redis.call('HGETALL', held)
  for i = 1, #pairs_, 2 do
    if most > 0 and redis.call('HINCRBY', lost, pairs_[i], 1) >= most then
      redis.call('RPUSH', items, cjson.encode({kind = 'lost', url = pairs_[i], times = most}))
    else
      wait_for(hosts, prefix, pairs_[i + 1])
    end
  end
  redis.call('DEL', held)
  return #pairs_ / 2
end
"""
)

# KEYS run, hosts, lost, items, workers, held, leader. ARGV token, queue prefix, times that a page may be lost (0: does
# not count), worker that leaves ('' where it stays). What a worker holds is queued again; who leaves leads no more.
GIVE_BACK = (
    _GIVE_BACK
    + GUARD
    + """
if ARGV[4] ~= '' then
  redis.call('ZREM', KEYS[5], ARGV[4])
  if redis.call('GET', KEYS[7]) == ARGV[4] then redis.call('DEL', KEYS[7]) end
end
return give_back(KEYS[6], KEYS[2], KEYS[3], KEYS[4], ARGV[2], tonumber(ARGV[3]))
"""
)

# KEYS run, hosts, lost, items, workers, leader. ARGV token, queue prefix, times that a page may be lost, prefix of what
# workers hold, ms of silence. Answer: dead workers, how many pages each held.
REAP = (
    _GIVE_BACK
    + GUARD
    + NOW
    + """
local answer = {}
for _, worker in ipairs(redis.call('ZRANGEBYSCORE', KEYS[5], '-inf', now - tonumber(ARGV[5]))) do
  redis.call('ZREM', KEYS[5], worker)
  if redis.call('GET', KEYS[6]) == worker then redis.call('DEL', KEYS[6]) end
  answer[#answer + 1] = worker
  answer[#answer + 1] = give_back(ARGV[4] .. worker, KEYS[2], KEYS[3], KEYS[4], ARGV[2], tonumber(ARGV[3]))
end
return answer
"""
)

# KEYS run, hosts, workers, items, processing, seeded. ARGV token, queue prefix, prefix of what workers hold.
# Answer: waiting links, links in hand, messages, messages being stored, seeded?, workers.
STATE = (
    GUARD
    + """
local waiting, held = 0, 0
for _, host in ipairs(redis.call('LRANGE', KEYS[2], 0, -1)) do
  waiting = waiting + redis.call('LLEN', ARGV[2] .. host)
end
local workers = redis.call('ZRANGE', KEYS[3], 0, -1)
for _, worker in ipairs(workers) do held = held + redis.call('HLEN', ARGV[3] .. worker) end
local messages, processing = redis.call('LLEN', KEYS[4]), redis.call('LLEN', KEYS[5])
return {waiting, held, messages, processing, redis.call('EXISTS', KEYS[6]), #workers}
"""
)

# KEYS items, processing. ARGV how many at most may be in the second.
FETCH = """
for _ = redis.call('LLEN', KEYS[2]) + 1, tonumber(ARGV[1]) do
  if not redis.call('LMOVE', KEYS[1], KEYS[2], 'LEFT', 'RIGHT') then break end
end
return redis.call('LRANGE', KEYS[2], 0, -1)
"""

# KEYS processing. ARGV how many. As LREM of each message, without sending them back: only the writing process moves
# messages to that list, so as long as it has that length, it holds those messages.
ACKNOWLEDGE = "if redis.call('LLEN', KEYS[1]) == tonumber(ARGV[1]) then redis.call('DEL', KEYS[1]) end"

# KEYS seen, hosts. ARGV queue prefix, then address, link, ...: queue again what is not stored.
REFILL = (
    _WAIT
    + """
for i = 2, #ARGV, 2 do
  redis.call('SADD', KEYS[1], ARGV[i])
  wait_for(KEYS[2], ARGV[1], ARGV[i + 1])
end
return (#ARGV - 1) / 2
"""
)

# KEYS due, hold. ARGV host, ms between two requests. Answer: ms until the caller's turn, which nobody else has.
TURN = (
    NOW
    + """
local at = math.max(now, tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or 0))
at = math.max(at, tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or 0))
local delay = tonumber(ARGV[2])
if delay > 0 then redis.call('HSET', KEYS[1], ARGV[1], at + delay) end
return at - now
"""
)

# KEYS hold. ARGV host, ms: nobody asks that host for so long.
PAUSE = (
    NOW
    + """
local till = now + tonumber(ARGV[2])
if till > tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or 0) then redis.call('HSET', KEYS[1], ARGV[1], till) end
return till
"""
)
