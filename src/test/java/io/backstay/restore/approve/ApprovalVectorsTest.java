package io.backstay.restore.approve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.restore.plan.PlanFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The good and bad files beside `docs/formats/approval.md` are judged as their index says.
class ApprovalVectorsTest {
    private static final Path VECTORS = Path.of("src/test/resources/vectors/approval");
    private static final Instant AT = Instant.parse("2026-11-23T02:01:00Z");

    @Test
    void theVectorsAreJudgedAsTheirIndexSays() throws Exception {
        PlanFile plan = PlanFile.read(VECTORS.resolve("good.plan.json"));
        var gate = new ApprovalGate(People.read(VECTORS), person -> !person.equals("sam"), _ -> true);
        int judged = 0;
        for (String line : Files.readAllLines(VECTORS.resolve("index.txt"), StandardCharsets.UTF_8)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split("\\s+", 3);
                assertEquals(parts[1], verdict(gate, plan, VECTORS.resolve(parts[0])), line);
                judged++;
            }
        }
        assertTrue(judged >= 12, "too few vectors");
    }

    private static String verdict(ApprovalGate gate, PlanFile plan, Path file) {
        try {
            return gate.require(plan, Approval.envelope(file), AT).person();
        } catch (BackstayException e) {
            return e.failure().code();
        }
    }
}
