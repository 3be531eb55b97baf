#!/usr/bin/env bash
# Installs the system packages that are missing for a goal, or says exactly what to install.
# Usage: ./prepare.sh book|test
set -eu

goal=${1:-book}
python=${PYTHON:-python3}
missing=()

french() { case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in fr*) return 0 ;; *) return 1 ;; esac; }
say() { if french; then echo "$1" >&2; else echo "$2" >&2; fi; }
has() { command -v "$1" >/dev/null 2>&1; }

# A library counts as present when the loader can find it, wherever it comes from.
libraries=
if has ldconfig; then libraries=$(ldconfig -p 2>/dev/null || true)
elif [ -x /sbin/ldconfig ]; then libraries=$(/sbin/ldconfig -p 2>/dev/null || true); fi
library() { # library SONAME DEBIAN-PACKAGE
  case "$libraries" in *"$1"*) ;; *) missing+=("$2") ;; esac
}
tool() { # tool COMMAND DEBIAN-PACKAGE
  has "$1" || missing+=("$2")
}

if ! "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  missing+=(python3 python3-venv)
fi
case "$(uname -s)" in
  Linux)
    library libpango-1.0.so.0 libpango-1.0-0
    library libpangoft2-1.0.so.0 libpangoft2-1.0-0
    library libharfbuzz-subset.so.0 libharfbuzz-subset0
    library libfontconfig.so.1 libfontconfig1
    ;;
  Darwin) [ -e /opt/homebrew/lib/libpango-1.0.dylib ] || [ -e /usr/local/lib/libpango-1.0.dylib ] || missing+=(libpango-1.0-0) ;;
esac
if [ "$goal" = test ]; then
  tool java default-jre-headless
  tool mvn maven
  tool node nodejs
  tool npm npm
  tool chromium chromium
  tool pdfinfo poppler-utils
  tool qpdf qpdf
  tool gs ghostscript
fi

[ ${#missing[@]} -gt 0 ] || exit 0

root=()
if [ "$(id -u)" -ne 0 ]; then root=(sudo -n); fi
if has apt-get && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; then
  say "Installation des paquets Debian manquants : ${missing[*]}" "Installing missing Debian packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  "${root[@]}" apt-get update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  exit 0
fi

say "Il manque des programmes. Tapez cette commande, puis recommencez :" \
    "Some programs are missing. Type this command, then try again:"
if has apt-get; then
  echo "    sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi
fedora=() brew=()
for package in "${missing[@]}"; do
  case $package in
    python3) fedora+=(python3); brew+=(python) ;;
    python3-venv) ;;
    libpango-1.0-0 | libpangoft2-1.0-0) fedora+=(pango); brew+=(pango) ;;
    libharfbuzz-subset0) fedora+=(harfbuzz); brew+=(harfbuzz) ;;
    libfontconfig1) fedora+=(fontconfig); brew+=(fontconfig) ;;
    default-jre-headless) fedora+=(java-17-openjdk-headless); brew+=(openjdk@17) ;;
    nodejs | npm) fedora+=(nodejs npm); brew+=(node) ;;
    poppler-utils) fedora+=(poppler-utils); brew+=(poppler) ;;
    *) fedora+=("$package"); brew+=("$package") ;;
  esac
done
unique() { printf '%s\n' "$@" | sort -u | tr '\n' ' '; }
if has dnf; then echo "    sudo dnf install $(unique "${fedora[@]}")" >&2
elif [ "$(uname -s)" = Darwin ]; then echo "    brew install $(unique "${brew[@]}")" >&2
else
  say "    (paquets Debian, à chercher sous leur nom dans votre système) ${missing[*]}" \
      "    (Debian packages, to be found under your system's names) ${missing[*]}"
fi
exit 1
