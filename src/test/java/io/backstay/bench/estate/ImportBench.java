package io.backstay.bench.estate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.catalogue.Catalogue;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestoreTest;
import io.backstay.fixture.ManyPoints;
import io.backstay.manifest.ManifestSink;
import io.backstay.manifest.Manifests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// How fast a manifest of a million points is read, beside Jackson's parser alone over the same bytes, and put into the
/// catalogue. It prints the rows of a table and judges no time.
@Tag("bench")
class ImportBench {
    private static final int RUNS = 3;
    private static final double MEGA = 1e6;
    private static final ManyPoints MADE = new ManyPoints(20261126, 2_000, Integer.getInteger("backstay.points", 500));

    @Test
    void theTable(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("estate.json");
        ManyManifest.write(file, MADE);
        double megabytes = Files.size(file) / MEGA;
        Times plain = Times.median(RUNS, () -> tokens(file));
        var counting = new Counting();
        Times ours = Times.median(RUNS, () -> Manifests.read(file, counting));
        assertTrue(counting.said != 0, "nothing was read");
        Times.say(
                "| Parse a manifest of %.0f MB | %s | %s, Jackson's tokens alone | %.2f |",
                megabytes, ours, plain, ours.cpu() / plain.cpu());
        Times.say(
                "| The same in MB/s of one core | %.0f | %.0f | |",
                megabytes / ours.cpu() * 1e3, megabytes / plain.cpu() * 1e3);
        Times load = Times.once(() -> {
            try (Catalogue catalogue = Catalogue.open(folder.resolve("catalogue.db"))) {
                return Manifests.load(file, catalogue);
            }
        });
        Times.say("| Put it into the catalogue | %s | %s | %.1f |", load, ours, load.cpu() / ours.cpu());
    }

    private static long tokens(Path file) throws IOException {
        long strings = 0;
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            while (parser.nextToken() != null) {
                strings += parser.getStringLength();
            }
        }
        return strings;
    }

    private static final class Counting implements ManifestSink {
        private long said;

        @Override
        public void asset(Asset asset) {
            said += asset.id().value().length();
        }

        @Override
        public void point(RecoveryPoint point) throws BackstayException {
            said += point.takenAt().getEpochSecond();
        }

        @Override
        public void restoreTest(RestoreTest test) {
            said += test.at().getEpochSecond();
        }

        @Override
        public void circumstance(Circumstance circumstance) {
            said += circumstance.sentence().length();
        }
    }
}
