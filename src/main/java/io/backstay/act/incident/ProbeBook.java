package io.backstay.act.incident;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The questions that a restored service has to answer before the clock of an RTO stops: `probes.json` in the state
/// folder, `backstay-probes/1`. Without the file there are none.
final class ProbeBook {
    private static final String FORMAT = "backstay-probes/1";
    private static final int PROBES_MAX = 50;
    private static final int SQL_MAX = 10_000;

    private ProbeBook() {}

    /// One question: either an address that answers with 2xx, or a query that finds a row.
    ///
    /// @param name       what people call it
    /// @param asset      the database whose service it asks; absent for one that every case asks
    /// @param url        `https`, or `http` on this machine
    /// @param connection the database, by its name; `lab` for the practice lab
    /// @param sql        one query; it can change nothing
    record Probe(
            String name,
            @Nullable AssetId asset,
            @Nullable String url,
            @Nullable String connection,
            @Nullable String sql) {
        /// Whether it asks the service of that database; where nobody knows the database, it may.
        boolean asks(@Nullable AssetId database) {
            return asset == null || database == null || asset.equals(database);
        }
    }

    private record File(String format, List<Probe> probes) {}

    static List<Probe> read(Path home) throws BackstayException {
        Path file = home.resolve("probes.json");
        if (!Files.exists(file)) {
            return List.of();
        }
        File read = Json.read(file, File.class);
        if (!read.format().equals(FORMAT)) {
            throw refused(file, "the format is not '" + FORMAT + "'");
        }
        if (read.probes().size() > PROBES_MAX) {
            throw refused(file, "there are more than " + PROBES_MAX + " probes");
        }
        for (Probe probe : read.probes()) {
            require(file, probe);
        }
        return read.probes();
    }

    private static void require(Path file, Probe probe) throws BackstayException {
        boolean web = probe.url() != null && probe.connection() == null && probe.sql() == null;
        boolean database = probe.url() == null && probe.connection() != null && probe.sql() != null;
        if (probe.name().isBlank() || web == database) {
            throw refused(file, "a probe has a name, and either a url or a connection and sql");
        }
        if (probe.sql() != null && probe.sql().length() > SQL_MAX) {
            throw refused(file, "a query is longer than " + SQL_MAX + " characters");
        }
        if (probe.url() != null) {
            try {
                new URI(probe.url());
            } catch (URISyntaxException e) {
                throw refused(file, "the url of " + probe.name() + " is no address");
            }
        }
    }

    private static BackstayException refused(Path file, String why) {
        return new BackstayException(
                new Failure.BadInput(file + ": " + why + ".", "Mend the file; docs/incidents.md shows one."));
    }
}
