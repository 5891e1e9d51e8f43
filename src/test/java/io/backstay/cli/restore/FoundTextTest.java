package io.backstay.cli.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.base.AssetId;
import io.backstay.base.TenantId;
import io.backstay.cli.terminal.When;
import io.backstay.connect.postgres.backup.Lsn;
import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.estate.Tenant;
import io.backstay.restore.find.FoundMoment;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a search's answer reads.
class FoundTextTest {
    private static final Instant AT = Instant.parse("2026-11-20T07:01:02.123456Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T07:00:00Z, 2026-11-20T07:01:02.123456Z",
        "2026-11-20T18:00:00+11:00, 2026-11-20T18:01:02.123456+11:00",
        "2026-11-20T18:00:00+11:00[Australia/Melbourne], 2026-11-20T18:01:02.123456+11:00[Australia/Melbourne]"
    })
    void theMomentIsWrittenAsTheCustomersWas(String typed, String written) {
        var commit = new WalEvent.Commit(Lsn.parse("0/2000028"), Lsn.parse("0/2000100"), AT, 77);
        var effort = new FoundMoment.Effort("monday", 3, 1, 8);
        var found = new FoundMoment(
                FoundMoment.Outcome.FOUND, commit, AT.minusNanos(1_000), List.of(), List.of(), effort, List.of());
        var tenant = new Tenant(new TenantId("1003"), "Harrow");
        var text = new FoundText(
                found, tenant, new AssetId("crm"), When.zoned(typed).getZone());
        assertEquals("           " + AT + ", " + written + ".", text.lines().get(2));
    }
}
