package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Session;
import io.backstay.vault.entry.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay vault test`.
@Command(
        name = "test",
        description = {
            "Tries a credential on what it is for, and says what happened: logs in to PostgreSQL, signs, or asks the",
            "provider over TLS the cheapest question that proves it. Nothing is changed there and nothing is kept."
        },
        footer = {
            "",
            "Asked are AWS (sts GetCallerIdentity, and AssumeRole where the entry names a role), Google or the entry's",
            "tokenEndpoint for a service account, the tokenEndpoint of an OAuth client, and for an API token whoever",
            "its endpoint names: https://api.supabase.com, https://api.digitalocean.com, https://console.neon.tech.",
            "",
            "Example:",
            "  backstay vault test 'Prod, read'",
            "",
            "JSON: name, id, works (true, false, or null when nothing was proven), said.",
            "",
            "Exit codes: 0 holds: it works; 1 the provider refuses it, or it belongs to another account;",
            "2 nothing proven: not reached, busy, clocks that differ, or a token of no known provider;",
            "3 no vault, another passphrase, no such credential; 64 usage, 70 a defect of Backstay, 130 interrupted."
        })
final class TestCommand extends VaultAct {
    @Parameters(paramLabel = "NAME|ID", description = "Its name or its id; see 'backstay vault list'.")
    private String name = "";

    TestCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        Vaults vaults = access.open(desk);
        Entry entry = Entries.named(vaults.list(), name).entry();
        Vaults.TestOutcome outcome = vaults.test(entry.id());
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("name", entry.name());
        document.put("id", entry.id().value());
        document.put("works", outcome.works());
        document.put("said", outcome.sentence());
        answer(document, entry.name() + ": " + outcome.sentence());
        if (outcome.works() == null) {
            return ExitCode.UNDECIDABLE;
        }
        return outcome.works() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
