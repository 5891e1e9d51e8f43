package io.backstay.cli.trust;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.restore.approve.People;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `backstay trust list`.
@Command(
        name = "list",
        description = "The keys of persons, with their fingerprints.",
        footer = {
            "",
            "JSON: keys[{person, key, fingerprint, addedAt, addedBy, revokedAt, reason}].",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class ListCommand extends DeskAct {
    ListCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        List<People.Known> keys = desk.approvals().keys();
        if (!isForPrograms()) {
            for (People.Known known : keys) {
                session.print(Plain.text("%-20s %s  added %s by %s%s"
                        .formatted(
                                known.person(),
                                known.verifier().fingerprint(),
                                known.addedAt(),
                                known.addedBy(),
                                known.revokedAt() == null
                                        ? ""
                                        : "  REVOKED " + known.revokedAt() + ": " + known.reason())));
            }
        }
        answer(Map.of("keys", keys.stream().map(ListCommand::document).toList()), Counts.of(keys.size(), "key"));
        return ExitCode.HOLDS;
    }

    private static Map<String, @Nullable Object> document(People.Known known) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("person", known.person());
        document.put("key", known.key());
        document.put("fingerprint", known.verifier().fingerprint());
        document.put("addedAt", known.addedAt());
        document.put("addedBy", known.addedBy());
        document.put("revokedAt", known.revokedAt());
        document.put("reason", known.reason());
        return document;
    }
}
