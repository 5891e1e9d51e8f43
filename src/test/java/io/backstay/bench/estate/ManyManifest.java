package io.backstay.bench.estate;

import io.backstay.estate.Asset;
import io.backstay.estate.RecoveryPoint;
import io.backstay.fixture.ManyPoints;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A manifest of an estate, without spaces and asset by asset.
final class ManyManifest {
    private ManyManifest() {}

    static void write(Path file, ManyPoints made) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"format\":\"backstay-manifest/1\",\"exportedAt\":\"" + ManyPoints.NOW
                    + "\",\"estate\":\"Many\",\"assets\":[");
            for (int i = 0; i < made.assets(); i++) {
                Asset asset = made.asset(i);
                out.write((i == 0 ? "" : ",") + "{\"id\":\"" + asset.id() + "\",\"kind\":\"" + word(asset.kind())
                        + "\",\"environment\":\"production\",\"encryption\":\"AES-256\"}\n");
            }
            out.write("],\"recoveryPoints\":[");
            String separator = "";
            for (int i = 0; i < made.assets(); i++) {
                for (RecoveryPoint point : made.points(i)) {
                    out.write(separator + text(point));
                    separator = ",\n";
                }
            }
            out.write("]}\n");
        }
    }

    private static String text(RecoveryPoint point) {
        return "{\"id\":\"" + point.id() + "\",\"asset\":\"" + point.asset() + "\",\"kind\":\""
                + word(point.kind()) + "\",\"takenAt\":\"" + point.takenAt() + '"'
                + moment("completedAt", point.completedAt()) + moment("expiresAt", point.expiresAt())
                + ",\"status\":\"" + word(point.status()) + "\",\"sizeBytes\":"
                + Objects.requireNonNull(point.size()).bytes()
                + (point.encryption() == null ? "" : ",\"encryption\":\"" + point.encryption() + '"')
                + ",\"account\":\"backup\",\"regions\":" + list(point.regions()) + ",\"visibility\":\""
                + point.visibility() + '"' + moment("lockedUntil", point.lockedUntil()) + ",\"trigger\":\""
                + point.trigger() + "\",\"observedAt\":\"" + point.observation().observedAt() + "\"}";
    }

    private static String moment(String name, @Nullable Object value) {
        return value == null ? "" : ",\"" + name + "\":\"" + value + '"';
    }

    private static String list(List<String> words) {
        return words.stream().map(each -> '"' + each + '"').collect(Collectors.joining(",", "[", "]"));
    }

    private static String word(Enum<?> constant) {
        return io.backstay.codec.Words.of(constant);
    }
}
