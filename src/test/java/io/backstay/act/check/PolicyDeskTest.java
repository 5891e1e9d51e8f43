package io.backstay.act.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.estate.Tenant;
import io.backstay.lab.Lab;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Promise;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    Path own;

    @Test
    void aRestoreIsHeldAgainstThePolicyThatSomebodyNamedOrAgainstNone() throws Exception {
        PolicyDesk desk = new PolicyDesk(own, () -> NOW);
        AssetId crm = new AssetId("crm");
        assertNull(desk.tenantPromise(null, lost(crm)), "nobody named one, so nobody's is quoted");
        Promise named = desk.tenantPromise("tax-agent-portal", lost(crm));
        assertNotNull(named);
        assertEquals("tax-agent-portal", named.policy());
        Promise lab = desk.tenantPromise(null, lost(Lab.DATABASE));
        assertNotNull(lab);
        assertEquals("agentic-labs", lab.policy(), "the practice lab keeps its own");
        BackstayException unknown =
                assertThrows(BackstayException.class, () -> desk.tenantPromise("nobodys", lost(crm)));
        assertTrue(unknown.failure().advice().contains("tax-agent-portal"));
    }

    @Test
    void noPolicyOfOnesOwnCanPassForNone() throws Exception {
        PolicyDesk desk = new PolicyDesk(own, () -> NOW);
        String text = desk.policies().text("daily-two-days").replaceFirst("(?m)^id: .*$", "id: none");
        Files.writeString(own.resolve("none.yaml"), text);
        BackstayException refused =
                assertThrows(BackstayException.class, () -> desk.policies().all());
        assertTrue(refused.failure().message().contains("has the id 'none'"), refused::getMessage);
    }

    private static Intake lost(AssetId database) {
        return new Intake(
                database,
                null,
                new Tenant(new TenantId("1003"), "Harrow & Finch"),
                "invoices",
                NOW.minus(Duration.ofHours(2)),
                Duration.ZERO,
                ZoneOffset.UTC,
                "Priya",
                "called back",
                NOW);
    }
}
