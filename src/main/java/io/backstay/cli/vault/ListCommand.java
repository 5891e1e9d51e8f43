package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Columns;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.vault.entry.Entry;
import java.time.Instant;
import java.util.ArrayList;
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
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("NAME", "KIND", "PURPOSE", "ACCOUNT", "TENANT", "DAYS", "DUE", "FINGERPRINT", "USED BY"));
            items.forEach(item -> rows.add(row(item, now)));
            session.print(Columns.of(rows));
        }
        session.print(Counts.of(items.size(), "credential"));
        return ExitCode.HOLDS;
    }

    private static List<String> row(Vaults.Item item, Instant now) {
        Entry entry = item.entry();
        String tenant = entry.tenant();
        return List.of(
                entry.name(),
                entry.kind().word(),
                entry.purpose().word(),
                entry.account(),
                tenant == null ? "-" : tenant,
                Long.toString(Entries.ageDays(entry, now)),
                item.rotationDue() ? "due" : "-",
                item.fingerprint(),
                item.usedBy().isEmpty() ? "nobody" : String.join("; ", item.usedBy()));
    }
}
