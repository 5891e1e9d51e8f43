package io.backstay.ui.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.act.connection.Connections.Known;
import io.backstay.act.connection.Connections.Synced;
import io.backstay.act.connection.account.Seen;
import io.backstay.ui.kit.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A green row is one whose test held, whose newest listing was whole, and whose facts are not old.
class HealthTest {
    private static final Instant NOW = FakeConnections.NOW;

    private static Health health(
            @Nullable Boolean holds, Duration listedBefore, @Nullable Duration staleBefore, String... problems) {
        Known account = FakeConnections.account();
        Instant listed = NOW.minus(listedBefore);
        Seen seen = new Seen(listed, staleBefore == null ? null : NOW.minus(staleBefore), 4, 2, List.of());
        Synced synced = new Synced(listed, List.of(problems));
        return Health.of(
                new Known(account.connection(), NOW.minus(Duration.ofHours(3)), holds, seen, null, null, synced), NOW);
    }

    @Test
    void whatHoldsSaysHowLongAgoThatWasSeen() {
        Health health = health(true, Duration.ofMinutes(8), null);
        assertEquals(new Health(Mark.HOLDS, "Holds", "tested 3 h ago"), health);
        assertEquals(Mark.UNKNOWN, health(null, Duration.ofMinutes(8), null).mark());
        assertEquals(
                Mark.BREACH, health(false, Duration.ofMinutes(8), null, "a").mark());
        assertEquals(
                new Health(Mark.UNKNOWN, "Never tested", ""),
                Health.of(new Known(FakeConnections.account().connection(), null, null, seen()), NOW));
    }

    private static Seen seen() {
        return new Seen(null, null, 0, 0, List.of());
    }

    @Test
    void aListingInPartAndFactsThatAreOldAreNotGreen() {
        assertEquals(
                new Health(Mark.WARNING, "Listed in part", "2 problems, 8 min ago"),
                health(true, Duration.ofMinutes(8), null, "RDS did not answer.", "EBS did not answer."));
        assertEquals(
                new Health(Mark.WARNING, "Stale facts", "the oldest seen 2 h ago"),
                health(true, Duration.ofMinutes(8), Duration.ofHours(2)));
        assertEquals(
                "Stale facts", health(true, Duration.ofHours(28), null).word(), "nobody listed it for more than a day");
        assertEquals("Holds", health(true, Duration.ofHours(26), null).word());
    }
}
