package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.vault.entry.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/// `backstay vault list`.
@Command(
        name = "list",
        description = {
            "What the vault holds, by name: what each is for, who uses it, how old it is. Never a secret.",
            "Two entries with one fingerprint hold the same secret."
        },
        footer = {
            "",
            "Examples:",
            "  backstay vault list",
            "  backstay vault list --json --passphrase-file pass.txt",
            "",
            "JSON: entries[{id, name, kind, purpose, account, tenant, revision, createdAt, changedAt, rotateAfterDays,",
            "usedBy[], lastLentAt, ageDays, due, fingerprint}].",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class ListCommand extends VaultAct {
    private static final String LINE = "%-28s %-16s %-19s %-20s %-10s %5s %-4s %-11s %s";

    ListCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        List<Vaults.Item> items = access.open(desk).list();
        Instant now = session.terminal().clock().instant();
        if (isForPrograms()) {
            answer(
                    Map.of(
                            "entries",
                            items.stream()
                                    .map(item -> Entries.document(item, now))
                                    .toList()),
                    "");
            return ExitCode.HOLDS;
        }
        if (!items.isEmpty()) {
            session.print(LINE.formatted(
                    "NAME", "KIND", "PURPOSE", "ACCOUNT", "TENANT", "DAYS", "DUE", "FINGERPRINT", "USED BY"));
        }
        for (Vaults.Item item : items) {
            session.print(Plain.text(line(item, now)).stripTrailing());
        }
        session.print(Counts.of(items.size(), "credential"));
        return ExitCode.HOLDS;
    }

    private static String line(Vaults.Item item, Instant now) {
        Entry entry = item.entry();
        return LINE.formatted(
                entry.name(),
                entry.kind().word(),
                entry.purpose().word(),
                entry.account(),
                entry.tenant() == null ? "-" : entry.tenant(),
                Entries.ageDays(entry, now),
                item.rotationDue() ? "due" : "-",
                item.fingerprint(),
                item.usedBy().isEmpty() ? "nobody" : String.join("; ", item.usedBy()));
    }
}
