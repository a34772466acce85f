"""The command `clywed`. Exit codes: 0 done, 1 could not be done, 2 asked for in a way that can't be understood."""

import importlib
import keyword
import os
import pkgutil

import click

from portal import commands
from portal.config import BadSetting
from portal.errors import PortalError


class Commands(click.Group):
    """The commands are the modules of portal/commands: a new file is a new command.

    A module whose command's name is a word of Python's own has an underscore after it: `import_.py`; one of several
    words has underscores between them: `check_text.py`.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in alphabetical order."""
        return sorted(module.name.rstrip("_").replace("_", "-") for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name.replace("-", "_")
        found: click.Command = importlib.import_module(f"{commands.__name__}.{module}").command
        return found

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what can't be done is one plain line, not a stack of calls. What it writes is its owner's
        alone, also in a folder that others may look into.
        """
        os.umask(0o077)
        try:
            return super().invoke(ctx)
        except BadSetting as error:
            raise click.UsageError(str(error), ctx) from error
        except PortalError as error:
            raise click.ClickException(error.message % error.gaps if error.gaps else error.message) from error


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="clywed")
def main() -> None:
    """Clywed: where a family reads what the council has written about them, and answers it.

    Settings come from the environment: see the README.
    """


if __name__ == "__main__":
    main()
