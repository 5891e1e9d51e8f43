package io.backstay.connect.postgres;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's programs of several major versions: a data folder fits only programs of its own, and after an upgrade
/// base backups of both are kept.
public final class ProgramSet {
    private final List<Programs> named;
    private final @Nullable Source more;

    /// Has programs that are unpacked when they are needed.
    @FunctionalInterface
    public interface Source {
        /// The programs.
        Programs programs() throws BackstayException, InterruptedException;
    }

    /// @param named those that somebody named, the first of a version counts
    /// @param more  asked where none of them fits, absent for nobody
    public ProgramSet(List<Programs> named, @Nullable Source more) {
        if (named.isEmpty() && more == null) {
            throw new IllegalArgumentException("no programs at all");
        }
        this.named = List.copyOf(named);
        this.more = more;
    }

    /// Of one version only.
    public static ProgramSet of(Programs one) {
        return new ProgramSet(List.of(one), null);
    }

    /// Those of a major version.
    ///
    /// @throws BackstayException when there are none
    public Programs of(int major) throws BackstayException, InterruptedException {
        for (Programs each : named) {
            if (each.major() == major) {
                return each;
            }
        }
        Programs usual = more == null ? null : more.programs();
        if (usual != null && usual.major() == major) {
            return usual;
        }
        String versions = Stream.concat(named.stream(), Stream.ofNullable(usual))
                .map(Programs::version)
                .collect(Collectors.joining(", "));
        throw new BackstayException(new Failure.Unsupported(
                "A base backup of PostgreSQL " + major + " with programs of version " + versions,
                "Name the folder with PostgreSQL " + major
                        + "'s initdb, pg_ctl and postgres: 'connection add --programs " + major + "=FOLDER'."));
    }

    /// Those that can stop a server of whatever version.
    public Programs any() throws BackstayException, InterruptedException {
        Source source = more;
        return named.isEmpty() && source != null ? source.programs() : named.getFirst();
    }
}
