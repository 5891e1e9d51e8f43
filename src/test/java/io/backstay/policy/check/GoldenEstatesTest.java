package io.backstay.policy.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.policy.rules.Finding;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The five policies against made estates: every finding with its sentence, as written down in
/// `src/test/resources/policy/check`. What was found instead is left in `target/policy-check`, to be read before it is
/// taken over.
final class GoldenEstatesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"healthy", "one-missed-night", "stale", "unknown", "over-retained", "dst-night", "leap-day"})
    void theFindingsAreExactlyThoseThatAreWrittenDown(String name) throws Exception {
        GoldenEstate estate = GoldenEstate.of(name);
        var found = new StringBuilder();
        for (Policy policy : new Policies(null, InstantSource.system()).all()) {
            CheckResult result = PolicyCheck.check(policy, estate.facts(), estate.at());
            found.append("# %s at %s: %s%n%n".formatted(result.policy(), result.at(), result.verdict()));
            for (Finding finding : result.findings()) {
                found.append("%s %s %s | %s | %s%n    %s%n"
                        .formatted(
                                finding.status(),
                                finding.rule(),
                                finding.asset(),
                                finding.target(),
                                finding.measured(),
                                finding.message()));
            }
            found.append('\n');
        }
        Path actual = Files.createDirectories(Path.of("target/policy-check")).resolve(name + ".txt");
        Files.writeString(actual, found);
        assertEquals(written(name), found.toString());
    }

    private static String written(String name) throws Exception {
        try (InputStream in = GoldenEstatesTest.class.getResourceAsStream("/policy/check/" + name + ".txt")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
