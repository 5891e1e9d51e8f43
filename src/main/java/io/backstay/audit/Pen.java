package io.backstay.audit;

import io.backstay.audit.AuditEntry.Outcome;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes entries of one session: it adds who, when, and what nobody can guess.
final class Pen {
    private static final int NONCE_BYTES = 16;
    private static final int ORIGIN_BYTES = 8;
    private static final long NANOS_PER_MICRO = 1_000;

    private final Who who;
    private final InstantSource clock;
    private final LongSupplier ticks;
    private final RandomGenerator random;
    private final long openedAt;

    /// @param ticks nanoseconds of a clock that is never set
    Pen(Who who, InstantSource clock, LongSupplier ticks, RandomGenerator random) {
        this.who = who;
        this.clock = clock;
        this.ticks = ticks;
        this.random = random;
        this.openedAt = ticks.getAsLong();
    }

    /// What is said.
    record Line(
            AuditEntry.Type type,
            Deed deed,
            @Nullable Long intent,
            @Nullable Outcome outcome) {}

    /// A name for a record that has none.
    String origin() {
        return "backstay/" + hex(ORIGIN_BYTES);
    }

    /// Makes the entry for a place.
    ///
    /// @param key the id of the key that is at hand, absent when there is none
    AuditEntry write(Ledger.Place place, @Nullable String key, Line line) {
        Deed deed = line.deed();
        return new AuditEntry(
                AuditEntry.VERSION,
                place.origin(),
                place.seq(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                (ticks.getAsLong() - openedAt) / NANOS_PER_MICRO,
                hex(NONCE_BYTES),
                who.actor(),
                who.role(),
                key,
                who.session(),
                deed.tenant(),
                line.type(),
                deed.act(),
                deed.target(),
                deed.caseId(),
                deed.run(),
                deed.planHash(),
                line.intent(),
                line.outcome(),
                deed.detail(),
                place.prevRoot());
    }

    private String hex(int bytes) {
        byte[] made = new byte[bytes];
        random.nextBytes(made);
        return HexFormat.of().formatHex(made);
    }
}
