"""Scrapy settings: constants, no branches. Every project setting below can be given with `-s NAME=VALUE`."""

from importlib.util import find_spec

BOT_NAME = "model-profiles"
SPIDER_MODULES = ["scraper.spiders"]
NEWSPIDER_MODULE = "scraper.spiders"
COMMANDS_MODULE = "scraper.commands"

# Where data goes; relative to the current folder.
DATABASE = "output/models.db"
ARCHIVE_DIR = "output/archive"

# Who we are. Say in CONTACT where a site's owner can reach you (a page or a mail address).
USER_AGENT = "model-profiles/0.1"
CONTACT = ""
ROBOTSTXT_USER_AGENT = "model-profiles"

# Politeness: one connection, a delay, slower when the site is slow or says so. A local site may have
# DOWNLOAD_DELAY=0 with AUTOTHROTTLE_ENABLED=0 and more connections (set both CONCURRENT_ settings).
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 2.0  # seconds
CONCURRENT_REQUESTS = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 1
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 2.0
AUTOTHROTTLE_MAX_DELAY = 60.0
CRAWL_DELAY_MAX = 120.0  # seconds; a longer Crawl-delay in robots.txt ends the crawl
BACKOFF_START = 5.0  # seconds before the first retry; doubles with each
BACKOFF_MAX = 300.0
RETRY_AFTER_MAX = 900.0  # seconds; a site that asks for a longer wait ends the crawl
RETRY_TIMES = 2
ERRORS_IN_ROW_MAX = (
    12  # pages that failed one after the other (each after its retries) before the crawl gives up
)

# Bounds: nothing a site sends may cost more than this.
DOWNLOAD_TIMEOUT = 30.0  # seconds for a whole response
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024  # bytes, before and after decompression
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
SITEMAPS_MAX = 200  # sitemap files per crawl
SITEMAP_BYTES_MAX = 52_428_800  # bytes of one sitemap after decompression; sitemaps.org allows 50 MB
DIRECTORY_PAGES_MAX = 500  # directory pages per crawl

# Storing
ARCHIVE_FILE_BYTES = 1 << 30  # size at which an archive file is closed and the next one begun
FLUSH_PAGES = 100  # a commit at the latest after so many pages ...
FLUSH_SECONDS = 3.0  # ... or so many seconds
RESUME_HOURS = 72.0  # an unfinished crawl older than this is not resumed
TRUST_LASTMOD = False  # True: a page whose sitemap date is older than our last visit is not asked for at all
POORER_RATIO = (
    0.5  # a page that fills less than this share of what is stored for it is held back; 0 lets all in
)

# Several machines: see docs/distributed.md. With an address like redis://127.0.0.1:6379/0 `scrapy crawl models` is one
# worker of many, and one `scrapy ingest` writes the database.
REDIS_URL = ""
REDIS_SECONDS = 60.0  # so long Redis may be away, and a worker waits for `scrapy ingest`, before it gives up
WORKER_SECONDS = 30.0  # a worker that is silent for so long is taken for dead: its pages are asked for again
WORKERS_WAIT = (
    600.0  # seconds without any worker after which `scrapy ingest` ends (the same command resumes the run)
)
RECORDS_MAX = 20_000  # records waiting in Redis (about 20 KB each) above which workers take no more pages

# What makes a run degraded or failed (shares are of the pages asked for, between 0 and 1).
BASELINE = "last_good"  # compare with the last good run; "none": accept this run as it is
MAX_MODELS_DROP = 0.1  # share of the models of the last good run that may be missing
MAX_FILL_DROP = 0.1  # how much a field's share of filled pages may fall
MAX_NEW_LABELS = 0  # unknown labels that no stored run had
MAX_NEW_REFUSED = 0  # refused values more than in the last good run
MAX_REJECT_SHARE = 0.02
MAX_ERROR_SHARE = 0.02
MAX_ERROR_SHARE_FAILED = 0.5  # above: failed, not only degraded

# Told the verdict as JSON: a command (on its standard input, no shell) or an address (POST).
VERDICT_COMMAND = ""
VERDICT_WEBHOOK = ""
VERDICT_WHEN = "bad"  # or "always"

# Log: one line an event, fit for a journal. On a terminal a progress bar takes its place.
PROGRESS = "auto"  # or "on", "off"
PROGRESS_SECONDS = 60.0  # between progress lines of the log
LOG_LEVEL = "INFO"
LOG_VERSIONS: list[str] = []
LOG_FORMATTER = "scraper.fetching.logs.Formatter"
STATS_DUMP = False

# Lean: each of these costs time per page and brings nothing here.
ASYNCIO_EVENT_LOOP = "scraper.fetching.event_loop.Loop" if find_spec("uvloop") else None
CONCURRENT_ITEMS = 1
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
REFERER_ENABLED = False
WARN_ON_GENERATOR_RETURN_VALUE = False

SCHEDULER = "scraper.fetching.frontier.Frontier"
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
# The lists ending in _BASE are Scrapy's own: replaced whole here, because a component that is only switched off is
# imported all the same, which would make up half of the start-up time.
DOWNLOAD_HANDLERS_BASE = {
    "http": "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler",
    "https": "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler",
}
DOWNLOADER_MIDDLEWARES_BASE = {"scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750}
DOWNLOADER_MIDDLEWARES = {
    "scraper.fetching.robots.Robots": 100,
    "scraper.fetching.outgoing.Outgoing": 400,
    "scraper.fetching.politeness.Politeness": 550,
    "scraper.fetching.decoding.Decoding": 590,
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
ITEM_PIPELINES = {
    "scraper.pipelines.ValidatePipeline": 100,
    "scraper.pipelines.StorePipeline": 200,
}
EXTENSIONS_BASE = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scraper.run.feeds.Feeds": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
EXTENSIONS = {
    "scraper.run.session.Session": 0,
    "scraper.fetching.progress.Progress": 10,
}
