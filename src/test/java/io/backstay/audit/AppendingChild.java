package io.backstay.audit;

import io.backstay.fixture.KillLoop;
import io.backstay.seal.Ed25519;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;

/// Appends to a record until it is killed, signing now and then.
final class AppendingChild {
    static final String TARGET = "what must survive";

    private AppendingChild() {}

    /// The key that it signs with, the same in every process.
    static Ed25519.Made key() {
        return Ed25519.make("kill.example/log", new SplittableRandom(20_261_123));
    }

    public static void main(String[] arguments) throws Exception {
        KillLoop.awaitStart();
        long pid = ProcessHandle.current().pid();
        var random = new SplittableRandom(pid);
        var made = key();
        var who = new Who("child", "responder", "pid-" + pid);
        AuditLog log = AuditLog.open(Path.of(arguments[0]), InstantSource.system(), who, random);
        log.signWith(Ed25519.signer(made.key().name(), made.seed()));
        while (!Thread.currentThread().isInterrupted()) {
            var intent = log.intent(Deed.of("kill.append", TARGET));
            acknowledge(intent.entry());
            if (random.nextInt(4) == 0 && log.sign()) {
                KillLoop.acknowledge("signed " + (intent.entry().seq() + 1));
            }
            acknowledge(intent.outcome(AuditEntry.Outcome.DONE, Map.of()));
        }
    }

    private static void acknowledge(AuditEntry entry) throws Exception {
        KillLoop.acknowledge("entry " + entry.seq() + " " + entry.nonce());
    }
}
