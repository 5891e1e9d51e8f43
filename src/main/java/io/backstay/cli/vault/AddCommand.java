package io.backstay.cli.vault;

import io.backstay.act.Desk;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay vault add`.
@Command(
        name = "add",
        description = {
            "Adds a credential and saves. Its secret fields are asked for one by one; with '--passphrase-file -' they",
            "are the lines of standard input after the passphrase, with '--passphrase-file FILE' and no terminal all",
            "its lines. An empty line leaves an optional field out."
        },
        footer = {
            "",
            "Kinds, their open fields, and [their secret fields in the order asked]; a star marks what is optional:",
            "  aws-access-key   accessKeyId region* roleArn* [secretAccessKey sessionToken* externalId*]",
            "  postgres-login   host port database user tlsMode* ca* [password]",
            "  api-token        endpoint* [token]; with the endpoint, 'vault test' knows whom to ask",
            "  oauth-client     tokenEndpoint clientId scope* [clientSecret]",
            "  service-account  tokenEndpoint* [json, with --json-file FILE]",
            "",
            "Read, restore-to-scratch and write-to-live are separate credentials: give each the least that it needs.",
            "",
            "Examples:",
            "  backstay vault add --kind aws-access-key --purpose read --name 'Prod, read' --account 123456789012 \\",
            "      --field accessKeyId=AKIA... --field region=eu-central-1 --rotate-after 90",
            "  pass show backstay db | backstay vault add --passphrase-file - --kind api-token --purpose read \\",
            "      --name Neon --account my-project --field endpoint=https://console.neon.tech",
            "",
            "JSON: id, name, kind, purpose, account, tenant, revision, createdAt, changedAt, rotateAfterDays.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class AddCommand extends VaultAct {
    private static final int NAME_MAX = 200;
    private static final int DAYS_MAX = 3650;

    @Option(
            names = "--kind",
            paramLabel = "K",
            required = true,
            converter = KindWord.class,
            completionCandidates = KindWord.class,
            description = "${COMPLETION-CANDIDATES}.")
    private EntryKind kind = EntryKind.API_TOKEN;

    @Option(
            names = "--purpose",
            paramLabel = "P",
            required = true,
            converter = PurposeWord.class,
            completionCandidates = PurposeWord.class,
            description = "What it may be used for: ${COMPLETION-CANDIDATES}.")
    private Purpose purpose = Purpose.READ;

    @Option(names = "--name", paramLabel = "N", required = true, description = "What people call it; unique.")
    private String name = "";

    @Option(
            names = "--account",
            paramLabel = "A",
            required = true,
            description = "The account, project or server that it belongs to; it works for no other.")
    private String account = "";

    @Option(names = "--tenant", paramLabel = "T", description = "The one tenant that it may act for. Default: any.")
    private @Nullable String tenant;

    @Option(
            names = "--rotate-after",
            paramLabel = "DAYS",
            description = "How old it may get before a reminder, 1 to 3650 days. Default: none.")
    private @Nullable Integer rotateAfterDays;

    @Mixin
    private final CredentialInput fields = new CredentialInput();

    AddCommand(Session session) {
        super(session);
    }

    @Override
    protected void check() {
        refuseUnlessOneLine("--name", name);
        refuseUnlessOneLine("--account", account);
        if (tenant != null) {
            refuseUnlessOneLine("--tenant", tenant);
        }
        if (rotateAfterDays != null && (rotateAfterDays < 1 || rotateAfterDays > DAYS_MAX)) {
            throw misused("--rotate-after takes 1 to " + DAYS_MAX + " days");
        }
        String problem = fields.problem(kind, person() != null);
        if (problem != null) {
            throw misused(problem);
        }
    }

    private void refuseUnlessOneLine(String option, String value) {
        if (value.isBlank() || value.length() > NAME_MAX || value.chars().anyMatch(Character::isISOControl)) {
            throw misused(option + " takes 1 to " + NAME_MAX + " characters in one line");
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        Vaults vaults = access.open(desk);
        Entry added;
        try (Credential credential = fields.read(kind, access.input(), person())) {
            added = vaults.add(new Vaults.Draft(kind, purpose, name, account, tenant, rotateAfterDays), credential);
        }
        answer(
                Entries.document(added),
                "Added %s (%s for %s of %s). Try it with 'backstay vault test'."
                        .formatted(added.name(), kind.title(), purpose.word(), account));
        return ExitCode.HOLDS;
    }
}
