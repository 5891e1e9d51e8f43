package io.backstay.cli.audit;

import io.backstay.act.Desk;
import io.backstay.act.record.Records;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay audit verify`.
@Command(
        name = "verify",
        description = {
            "Recomputes every hash of the record and checks its signed checkpoints.",
            "Says how many entries hold, the root, the first broken entry, who signed, and how many entries at the end",
            "no signature covers yet. Needs no passphrase and no network."
        },
        footer = {
            "",
            "What it shows alone: an entry that was changed, removed or put in below the last signature. What only a",
            "checkpoint kept elsewhere shows (--from): a record that was cut off, put back to an earlier state, or",
            "written anew and signed again.",
            "",
            "Examples:",
            "  backstay audit verify",
            "  backstay audit verify audit.db --trust keys.txt --from checkpoint.txt --json",
            "",
            "JSON: verdict (verified, tampered, unverifiable), size, root, firstBroken, signedSize, unsignedTail,",
            "signedBy, problem, warnings (oddities that prove nothing, such as times that go backwards).",
            "",
            "Exit codes: 0 holds (verified), 1 tampered, 2 unverifiable: no checkpoint or none of a key that counts,",
            "3 a file cannot be read or has another format, 64 usage, 70 a defect of Backstay, 130 interrupted."
        })
final class VerifyCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "Another audit.db, or an export. Default: the record of the state folder.")
    private @Nullable Path file;

    @Option(
            names = "--trust",
            paramLabel = "KEYS",
            description = "A file with one verifier key on each line. Default: the keys that count here.")
    private @Nullable Path trust;

    @Option(
            names = "--from",
            paramLabel = "CHECKPOINT",
            description = "A checkpoint that was kept elsewhere; the record must continue it.")
    private @Nullable Path checkpoint;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    VerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Records.Check check;
        try (Desk desk = session.open()) {
            check = desk.records().verify(file, trust, checkpoint);
        }
        if (json) {
            session.print(Json.pretty(document(check)));
        } else {
            people(check);
        }
        return switch (check.verdict()) {
            case VERIFIED -> ExitCode.HOLDS.code();
            case TAMPERED -> ExitCode.DOES_NOT_HOLD.code();
            case UNVERIFIABLE -> ExitCode.UNDECIDABLE.code();
        };
    }

    private static Map<String, @Nullable Object> document(Records.Check check) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("verdict", check.verdict().name().toLowerCase(Locale.ROOT));
        document.put("size", check.size());
        document.put("root", check.root());
        document.put("firstBroken", check.firstBroken());
        document.put("signedSize", check.signedSize());
        document.put("unsignedTail", check.unsignedTail());
        document.put("signedBy", check.signedBy());
        document.put("problem", check.problem());
        document.put("warnings", check.warnings());
        return document;
    }

    private void people(Records.Check check) {
        session.print(
                switch (check.verdict()) {
                    case VERIFIED -> "Verified: every hash holds, and a key that counts signed them.";
                    case TAMPERED -> "TAMPERED: the record is not what it was.";
                    case UNVERIFIABLE ->
                        "Unverifiable: the hashes agree with each other, but no key that counts vouches for them.";
                });
        if (check.problem() != null) {
            say("Problem", check.problem());
        }
        if (check.firstBroken() != null) {
            say("Broken", "entry %d; do not rely on it or on what follows".formatted(check.firstBroken()));
        }
        say("Size", Plain.entries(check.size()));
        say("Root", check.root());
        say("Signed by", check.signedBy() == null ? "nobody" : check.signedBy());
        say(
                "Signed",
                Counts.of(check.signedSize()) + "; at the end " + Counts.of(check.unsignedTail())
                        + " without a signature");
        check.warnings().forEach(warning -> say("Note", warning));
    }

    private void say(String label, String words) {
        session.print("%-10s %s".formatted(label, Plain.text(words)));
    }
}
