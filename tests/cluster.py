"""A cluster of Spark on this machine: a master and two workers on loopback, each of which runs a process of its own.

It starts with the first test that asks for it, serves all of them, and leaves nothing behind.
"""

import functools
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

# Two workers of one core and the least memory that Spark accepts.
MASTER = "local-cluster[2,1,512]"
LOOPBACK = "127.0.0.1"
SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
CONFIG = {
    "spark.driver.bindAddress": LOOPBACK,
    "spark.driver.host": LOOPBACK,
    "spark.executor.memory": "512m",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.sql.session.timeZone": "UTC",
    "spark.scheduler.minRegisteredResourcesRatio": "1.0",  # wait for both workers
    # What is compiled and planned anew for each query costs more than tables of a few rows do.
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": SHORT_LIVED,
    "spark.executor.extraJavaOptions": SHORT_LIVED,
}


def absent() -> str:
    """Say what is lacking for Spark, or nothing."""
    if importlib.util.find_spec("pyspark") is None:
        return "Spark is not tested: pyspark is not installed"
    java = Path(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else shutil.which("java")
    if java is None or subprocess.run([java, "-version"], check=False, capture_output=True).returncode:
        return "Spark is not tested: there is no Java on this machine"
    return ""


@functools.cache
def _started() -> tuple[Any, Callable[[], None]]:
    """Start the cluster; give its session, and what ends it."""
    from pyspark.sql import SparkSession  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp(prefix="tradeview-spark-"))
    package = Path(str(importlib.util.find_spec("pyspark").origin)).parent  # type: ignore[union-attr]
    # Workers write below Spark's home, which would be the installed package: they get one of links to it.
    for name in ("bin", "jars", "python"):
        (folder / name).symlink_to(package / name)
    patch = pytest.MonkeyPatch()
    here = {"SPARK_LOCAL_IP": LOOPBACK, "SPARK_LOCAL_HOSTNAME": LOOPBACK, "PYSPARK_PYTHON": sys.executable}
    for name, value in {"SPARK_HOME": str(folder), **here}.items():
        patch.setenv(name, value)
    builder = SparkSession.builder.master(MASTER).appName("tradeview")
    places = {"spark.local.dir": str(folder / "local"), "spark.sql.warehouse.dir": str(folder / "warehouse")}
    for name, value in (CONFIG | places).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")  # errors come back as exceptions

    def end() -> None:
        session.stop()
        patch.undo()
        shutil.rmtree(folder, ignore_errors=True)

    return session, end


def session() -> Any:
    """Return the session of the cluster; skip the test, and say why, where there can be none."""
    if lack := absent():
        pytest.skip(lack)
    return _started()[0]


def stop() -> None:
    if _started.cache_info().currsize:
        _started()[1]()
        _started.cache_clear()
