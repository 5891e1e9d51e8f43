# What `mvnw`, `backstay`, `.ci/run` and `installers/build` have in common. Read by `.`, in plain POSIX sh.

JDK_LEAST=25

# Says one sentence on standard error and ends with exit code 3: the environment is at fault.
refuse() {
    printf '%s\n' "$*" >&2
    exit 3
}

# True when the folder in $1 holds a JDK (not only a runtime) that is new enough. Its `release` file tells, so nothing is started.
is_jdk() {
    [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    jdk_version=$(sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release" | head -n 1)
    [ -n "$jdk_version" ] && [ "$jdk_version" -ge "$JDK_LEAST" ]
}

# The JDK that the `java` of the PATH belongs to; nothing when there is none.
jdk_of_path() {
    jdk_java=$(command -v java 2>/dev/null) || return 0
    jdk_java=$(readlink -f "$jdk_java" 2>/dev/null) || return 0
    printf '%s\n' "${jdk_java%/bin/java}"
}

# Sets and exports JAVA_HOME to the first JDK that is new enough, or refuses.
find_jdk() {
    jdk_home=${HOME:-/nonexistent}
    for jdk in "${BACKSTAY_JAVA_HOME:-}" "${JAVA_HOME:-}" "${JDK_25_HOME:-}" "$(jdk_of_path)" \
        /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* /usr/local/* \
        "$jdk_home"/.sdkman/candidates/java/* "$jdk_home"/.jdks/* "$jdk_home"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$jdk_home"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if is_jdk "$jdk"; then
            JAVA_HOME=$jdk
            export JAVA_HOME
            return 0
        fi
    done
    if [ -x /usr/libexec/java_home ]; then
        jdk=$(/usr/libexec/java_home -v "$JDK_LEAST+" 2>/dev/null) || jdk=
        if is_jdk "$jdk"; then
            JAVA_HOME=$jdk
            export JAVA_HOME
            return 0
        fi
    fi
    refuse "Backstay needs a JDK $JDK_LEAST or newer and found none: install one (for example Temurin $JDK_LEAST)," \
        "or set BACKSTAY_JAVA_HOME to the folder of one that is installed elsewhere."
}

# Under LANG=C a JVM cannot name a file with an umlaut, and no system property helps; the locale must be another.
speak_utf8() {
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
        C | POSIX)
            LC_ALL=C.UTF-8
            export LC_ALL
            ;;
        *) ;;
    esac
}

# A JVM takes the home folder from the account, not from HOME. Where the account has none that can be written (a service
# account, a container), this prints the folder in HOME instead; otherwise it prints nothing.
home_in_place_of_account() {
    home_known=$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f6)
    if [ -n "$home_known" ] && [ ! -w "$home_known" ] && [ -n "${HOME:-}" ] && [ -d "$HOME" ] && [ -w "$HOME" ]; then
        printf '%s\n' "$HOME"
    fi
}
