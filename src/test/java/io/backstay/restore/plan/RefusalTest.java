package io.backstay.restore.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The table of refusals in code and the page that explains it are one.
class RefusalTest {
    private static final Path PAGE = Path.of("docs/runbooks/refusals.md");

    @Test
    void thePageShowsThisTable() throws Exception {
        StringBuilder table =
                new StringBuilder("| code | what is the matter | what to do | exit |\n").append("|---|---|---|:-:|\n");
        for (Refusal refusal : Refusal.values()) {
            table.append("| `%s` | %s | %s | %d |\n"
                    .formatted(
                            refusal.code(),
                            refusal.sentence(),
                            refusal.advice(),
                            refusal.exit().code()));
        }
        String page = Files.readString(PAGE).replace("\r\n", "\n");
        assertTrue(page.contains(table), () -> PAGE + " must hold exactly this table:\n\n" + table);
    }

    @Test
    void noTwoRefusalsReadAlike() {
        Set<String> sentences = new HashSet<>();
        Arrays.stream(Refusal.values()).forEach(each -> sentences.add(each.sentence()));
        assertEquals(Refusal.values().length, sentences.size());
        assertEquals(
                "The plan has expired: it held until noon. (PLAN-EXPIRED)",
                Refusal.PLAN_EXPIRED.stop("it held until noon").failure().message());
    }
}
