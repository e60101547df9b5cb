"""Opening what was written with other programs."""

import subprocess
from pathlib import Path


def converted(path: Path, form: str, folder: Path) -> Path:
    """What LibreOffice makes of a file.

    Args:
        path: The file.
        form: Ending of the new file, and after a colon the filter that writes it.
        folder: Where it goes; also holds a profile of its own, so that several may run at once.
    """
    folder.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", "--convert-to", form, "--outdir", folder, path]
    done = subprocess.run(command, capture_output=True, timeout=180, check=False)
    made = folder / f"{path.stem}.{form.partition(':')[0]}"
    assert made.exists(), done.stderr.decode(errors="replace")
    return made
