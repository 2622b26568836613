"""Where CI is set, a skipped test fails the run: what was not run was not shown to work.

The one exception is a test marked `shared_data`, which reads large public data kept beside the project, not in it.
"""

import os

import pytest

EXCEPTION = "shared_data"
skipped_reports = pytest.StashKey[dict[str, str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Make room for what will be skipped, and declare the marker of the exception."""
    config.stash[skipped_reports] = {}
    config.addinivalue_line("markers", f"{EXCEPTION}: reads data kept beside the project, and may be skipped without")
    config.pluginmanager.register(Watcher(config), "skips-watcher")


class Watcher:
    """Collects skips; under xdist the reports of all workers arrive at the controller, which alone decides."""

    def __init__(self, config: pytest.Config) -> None:
        """Know the run, because a report does not name it."""
        self.config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a skipped test. An expected failure is reported as skipped too, but it did run."""
        if report.skipped and EXCEPTION not in report.keywords and not hasattr(report, "wasxfail"):
            self.config.stash[skipped_reports][report.nodeid] = str(report.longrepr)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a whole file skipped while it was collected."""
        if report.skipped:
            self.config.stash[skipped_reports][report.nodeid] = str(report.longrepr)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Turn a run that would have passed into a failed one."""
        is_worker = hasattr(self.config, "workerinput")
        if os.environ.get("CI") and not is_worker and self.config.stash[skipped_reports] and session.exitstatus == 0:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say which tests they were, and why that is a failure."""
        skipped = self.config.stash[skipped_reports]
        if not os.environ.get("CI") or not skipped:
            return
        terminalreporter.section("skipped where nothing may be skipped", red=True)
        for nodeid, reason in sorted(skipped.items()):
            terminalreporter.write_line(f"{nodeid}: {reason}")
