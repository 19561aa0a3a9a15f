"""Every test runs in one time zone and with one build date, so that output can be compared byte for byte."""

import os
import time

os.environ["TZ"] = "UTC"
os.environ["SOURCE_DATE_EPOCH"] = "1769558400"  # 28 January 2026
time.tzset()
