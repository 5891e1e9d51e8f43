package io.backstay.audit;

import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A record as the product writes it, of acts that a seed decides.
///
/// @param signedAt its sizes at which it was signed
record MadeLog(Path file, List<Long> signedAt) {
    /// The names by which tenants are known in what is written about them.
    static final List<String> TENANTS = List.of("harrow-17", "birch-02", "ümlaut & söhne");

    /// Makes a record of at least that many entries in the file.
    ///
    /// @param tail how many entries at the end stay unsigned
    static MadeLog of(Path file, long seed, int size, int tail) throws BackstayException {
        var random = new SplittableRandom(seed);
        var clock = new SteppingClock();
        List<Long> signedAt = new ArrayList<>();
        try (AuditLog log = AuditLog.open(file, clock, clock, new Who("ada", "responder", "s-" + seed), random)) {
            log.signWith(ForgedLog.OWNER);
            while (log.size() < size - tail) {
                clock.pass(Duration.ofMillis(random.nextInt(5_000)));
                act(log, random);
                if (random.nextInt(4) == 0 && log.sign()) {
                    signedAt.add(log.size());
                }
            }
            if (log.sign()) {
                signedAt.add(log.size());
            }
            log.signWith(null);
            for (int i = 0; i < tail; i++) {
                log.note(deed(random));
            }
        }
        return new MadeLog(file, List.copyOf(signedAt));
    }

    private static void act(AuditLog log, SplittableRandom random) throws BackstayException {
        if (random.nextBoolean()) {
            log.note(deed(random));
            return;
        }
        var intent = log.intent(deed(random));
        Outcome outcome = List.of(Outcome.values()).get(random.nextInt(4));
        intent.outcome(outcome, Map.of("said", "it ended, \"" + random.nextInt(100) + "\""));
    }

    /// Everything that is said of a tenant names it, so that a test can look for it where it must not be.
    private static Deed deed(SplittableRandom random) {
        @Nullable String tenant = random.nextInt(5) == 0 ? null : TENANTS.get(random.nextInt(TENANTS.size()));
        String about = tenant == null ? "nobody-in-particular" : tenant;
        Deed deed = Deed.of("test." + (random.nextBoolean() ? "read" : "write"), "rows of " + about)
                .with("said", "so much about " + about + ": " + random.nextInt(1_000_000))
                .with("odd", "\u0001\u20ac\ud83d\ude00\\\n");
        deed = tenant == null ? deed : deed.about(new TenantId(tenant));
        deed = random.nextInt(3) == 0 ? deed : deed.inCase("I-" + about);
        deed = random.nextInt(3) == 0 ? deed : deed.inRun("R-" + about);
        return random.nextInt(3) == 0 ? deed.underPlan("ab".repeat(32)) : deed;
    }
}
