package io.backstay.cli.restore;

import io.backstay.act.Desk;
import io.backstay.act.undo.Undos;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.base.Utc;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Prompt;
import io.backstay.cli.terminal.Questions;
import io.backstay.cli.terminal.Session;
import io.backstay.connect.postgres.tenant.load.Chosen;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.Proof;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay restore undo`.
@Command(
        name = "undo",
        description = {
            "Takes back what a restore committed, once: what it inserted is deleted and what it overwrote is put back,",
            "in one transaction that proves itself before the commit. Rows that the tenant has touched since stand in",
            "the way until each is chosen. Files that came back stay. Killed in the middle, run it again: the row in",
            "live says whether it was done."
        },
        footer = {
            "",
            "JSON: restore, tenant, tenantName, planHash, tables[{table, label, deleted, putBack}], touched[{table,",
            "label, sentence, count, rows[{key, name, now, after}]}], needed[], filesStay; with --dry-run: dryRun,",
            "clear; else: undone, undoneAt, verified, transactionId, rowsDeleted, rowsPutBack, claims[{name, planned,",
            "measured, how, holds}]; when refused: verdict, refusal, sentence, advice.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class UndoCommand extends RestoreAct {
    @Parameters(paramLabel = "RUN", description = "Such as R-0001; see 'backstay restore list'.")
    private String restore = "";

    @Option(
            names = "--include",
            paramLabel = "TABLE[:KEY]",
            description = {
                "Undoes a row, or every row of a table, although the tenant has touched it since; may be repeated.",
                "Tables and keys are written as --dry-run shows them; where keys are personal, it shows #digests."
            })
    private List<String> include = List.of();

    @Option(names = "--dry-run", description = "Says what would be undone and what stands in the way.")
    private boolean dryRun;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "The tenant's name, where nobody can be asked to type it.")
    private @Nullable String confirm;

    UndoCommand(Session session) {
        super(session);
    }

    @Override
    protected void check() {
        if (dryRun && confirm != null) {
            throw misused("--dry-run asks for no --confirm");
        }
        if (!dryRun && confirm == null && session.terminal().prompt() == null) {
            throw misused("Nobody can be asked here: name the tenant with --confirm, or look with --dry-run");
        }
        chosen();
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        Map<String, Chosen> chosen = chosen();
        unlock(desk);
        Undos.Outlook found = desk.undos().look(restore, chosen);
        show(found);
        Map<String, @Nullable Object> document = document(found);
        if (dryRun) {
            document.put("dryRun", true);
            document.put("clear", found.clear());
            answer(
                    document,
                    found.clear() ? "Nothing was changed." : "Nothing was changed; something stands in the way.");
            return found.clear() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
        }
        if (found.undoneAt() == null) {
            found.requireClear();
            requireNamed(found);
        }
        Undos.Outcome outcome = watched(progress -> desk.undos().run(restore, chosen, progress));
        return tell(outcome, document);
    }

    /// A name typed wrong is a person who looks at another tenant than they think.
    private void requireNamed(Undos.Outlook found) throws BackstayException, InterruptedException {
        String typed = confirm;
        Prompt prompt = session.terminal().prompt();
        if (typed == null && prompt != null) {
            typed = new Questions(prompt)
                    .shown("Type the name of the tenant whose rows are taken back, to undo " + restore + ": ");
        }
        if (typed == null || !found.names(typed)) {
            throw new BackstayException(new Failure.BadInput(
                    "That is not the name of the tenant of " + restore + ", so nothing was undone.",
                    "Look with --dry-run whose restore it is, then type the name exactly."));
        }
    }

    private void show(Undos.Outlook found) {
        say("Restore", found.restore() + " of " + found.tenantName() + " (key " + found.tenant() + ")");
        say("Plan", "sha256 " + found.planHash());
        for (Undos.Table table : found.tables()) {
            say(
                    "undo",
                    table.label() + " (" + table.table() + "): " + Counts.of(table.deleted(), "row") + " deleted, "
                            + Counts.of(table.putBack(), "row") + " put back");
        }
        for (Undos.Touched touched : found.touched()) {
            say("TOUCHED", touched.label() + " (" + touched.sentence() + ")");
            touched.rows()
                    .forEach(row -> say(
                            "",
                            (row.name().equals(row.key()) ? row.key() : row.name() + " " + row.key()) + ": now "
                                    + (row.now() == null ? "gone" : row.now()) + "; undone, it "
                                    + (row.now() == null || row.after() == null ? row.then() : "is " + row.then())));
            if (touched.count() > touched.rows().size() && !touched.rows().isEmpty()) {
                say("", "and " + Counts.of(touched.count() - touched.rows().size(), "more row"));
            }
        }
        found.needed().forEach(each -> say("NEEDED", "by " + each));
        if (found.files() > 0) {
            say("Files", Counts.of(found.files(), "file") + " that came back stay; copies are never deleted");
        }
    }

    private ExitCode tell(Undos.Outcome outcome, Map<String, @Nullable Object> document) {
        Proof proof = outcome.proof();
        List<Claim> claims = proof == null ? List.of() : proof.claims();
        for (Claim claim : claims) {
            say(claim.holds() ? "holds" : "DOES NOT", claim.name() + ": " + claim.measured() + ", " + claim.how());
        }
        document.put("undone", outcome.undone());
        document.put("undoneAt", outcome.undoneAt());
        document.put("verified", outcome.verified());
        document.put("transactionId", proof == null ? null : proof.transactionId());
        document.put("rowsDeleted", outcome.undone() ? outcome.deleted() : 0L);
        document.put("rowsPutBack", outcome.undone() ? outcome.putBack() : 0L);
        document.put("claims", claims);
        answer(document, sentence(outcome));
        boolean holds = outcome.undone() && (proof == null || outcome.verified());
        return holds ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private static String sentence(Undos.Outcome outcome) {
        if (outcome.undoneAt() == null) {
            return "Not undone: a proof did not hold, so everything was rolled back; live is as it was.";
        }
        String at = Utc.words(outcome.undoneAt());
        if (outcome.proof() == null) {
            return "It had been undone at " + at + "; nothing was written now.";
        }
        return (outcome.now() ? "Undone at " + at : "It had been undone at " + at + " by an attempt that was cut short")
                + ": " + Counts.of(outcome.deleted(), "row") + " deleted, " + Counts.of(outcome.putBack(), "row")
                + " put back. "
                + (outcome.verified()
                        ? "A new session found everything so."
                        : "A new session did not find everything so; look at the tenant's rows.");
    }

    private static Map<String, @Nullable Object> document(Undos.Outlook found) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("restore", found.restore());
        document.put("tenant", found.tenant());
        document.put("tenantName", found.tenantName());
        document.put("planHash", found.planHash());
        document.put("tables", found.tables());
        document.put("touched", found.touched());
        document.put("needed", found.needed());
        document.put("filesStay", found.files());
        return document;
    }

    private Map<String, Chosen> chosen() {
        Map<String, Set<String>> rows = new TreeMap<>();
        Map<String, Chosen> chosen = new TreeMap<>();
        for (String each : include) {
            int colon = each.indexOf(':');
            String table = colon < 0 ? each : each.substring(0, colon);
            String key = each.substring(colon + 1);
            if (!table.matches("[^.]+\\..+") || key.isEmpty()) {
                throw misused("--include takes schema.table or schema.table:key, not '" + each + "'");
            }
            if (colon < 0) {
                chosen.put(table, Chosen.ALL);
            } else {
                rows.computeIfAbsent(table, _ -> new TreeSet<>()).add(key);
            }
        }
        rows.forEach((table, keys) -> chosen.putIfAbsent(table, Chosen.of(keys)));
        return chosen;
    }
}
