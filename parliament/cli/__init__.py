"""The command line: what runs a parliament, and what an operator or a doubter does with it from a shell."""

import click

from parliament.cli.accounts import account
from parliament.cli.archives import export_archive, import_archive
from parliament.cli.evidence import export, verify
from parliament.cli.founding import import_, init
from parliament.cli.history import export_popolo, import_popolo
from parliament.cli.keys import key, signer
from parliament.cli.profiles import profile
from parliament.cli.running import demo, serve, simulate
from parliament.cli.witnessing import witness

EPILOG = """\b
To look around:           parliament demo
To run a parliament:      parliament init, then parliament serve
To check a declaration:   parliament verify BUNDLE
To watch the record:      parliament witness URL --home DIR --name NAME

Settings come from the environment: DATABASE_URL, PARLIAMENT_BASE_URL, PARLIAMENT_ORIGIN, PARLIAMENT_SECRET_KEY and
others. Without them everything is kept in ./var.
"""


class InOrder(click.Group):
    """Lists its commands as they were added: first what a newcomer wants."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=InOrder, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
def main() -> None:
    """A parliament of mayors that works over the network."""


import_.add_command(import_popolo)
import_.add_command(import_archive)
export.add_command(export_popolo)
export.add_command(export_archive)

for command in (demo, init, serve, signer, import_, account, key, profile, export, verify, witness, simulate):
    main.add_command(command)
