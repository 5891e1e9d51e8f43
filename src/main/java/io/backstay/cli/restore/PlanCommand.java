package io.backstay.cli.restore;

import io.backstay.act.Desk;
import io.backstay.act.restore.GuidedRestore;
import io.backstay.act.restore.Restores;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.Span;
import io.backstay.cli.terminal.When;
import io.backstay.cli.terminal.ZoneName;
import io.backstay.codec.Json;
import io.backstay.codec.WholeFile;
import io.backstay.codec.Words;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.preflight.SchemaDifference;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.estate.Tenant;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.PlanWords;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backstay restore plan`.
@Command(
        name = "plan",
        description = {
            "Gives the verdict, recovers the point into a scratch server, finds the tenant's rows, compares them with",
            "live and fixes what would be written. Live is only read. The plan is kept in the state folder and in FILE."
        },
        footer = {
            "",
            "JSON: restore, plan (the file's content), planHash, file, verdict, because[{mark, fact, quotation}],",
            "expiresAt, next; when refused: verdict, refusal, sentence, advice, and for SCHEMA-OPEN",
            "differences[{what, kind, sentence, choices[]}].",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class PlanCommand extends RestoreAct {
    @Option(names = "--database", required = true, paramLabel = "ASSET", description = "The database that lost rows.")
    private String database = "";

    @Option(names = "--objects", paramLabel = "ASSET", description = "The object store with the tenant's files.")
    private @Nullable String objects;

    @Option(names = "--tenant", required = true, paramLabel = "KEY", description = "The tenant's key in the database.")
    private String tenant = "";

    @Option(names = "--name", paramLabel = "NAME", description = "What people call the tenant. Default: the key.")
    private @Nullable String name;

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "D",
            description = "What is lost, in the customer's words.")
    private String dataset = "";

    @Option(
            names = "--around",
            required = true,
            paramLabel = "TIME",
            converter = When.class,
            description = "About when it was lost, with its offset or zone.")
    private Instant around = Instant.EPOCH;

    @Option(
            names = "--uncertainty",
            paramLabel = "DURATION",
            converter = Span.OrNone.class,
            description = "How far the true moment may lie on either side, such as PT30M. Default: PT0S.")
    private Duration uncertainty = Duration.ZERO;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            converter = ZoneName.class,
            description = "The customer's time zone, such as Australia/Melbourne. Default: UTC.")
    private ZoneId zone = ZoneId.of("UTC");

    @Option(names = "--asker", paramLabel = "WHO", description = "Who asks. Default: not said.")
    private String asker = "not said";

    @Option(
            names = "--verified-by",
            paramLabel = "HOW",
            description = "How that person was verified. Default: not said.")
    private String verifiedBy = "not said";

    @Option(
            names = "--damaged-at",
            paramLabel = "TIME",
            converter = When.class,
            description = "Also recovers this moment, after the incident. Rows that still are as the incident"
                    + " left them are then mended; without it, everything that differs counts as the"
                    + " tenant's own edit and is kept.")
    private @Nullable Instant damagedAt;

    @Option(
            names = "--conflicts",
            paramLabel = "SIDE",
            description = "What becomes of a lost row whose unique key another row of the tenant has taken"
                    + " since: 'live' keeps that row, 'last-good' gives it the lost row's values. Without"
                    + " it, a plan waits while there is one.")
    private @Nullable String conflicts;

    @Option(
            names = "--schema",
            paramLabel = "WHAT=CHOICE",
            description = "What is done where live's tables, columns or keys are not those of the last good"
                    + " moment; may be repeated. WHAT is what differs, such as crm.deals.stage; CHOICE is"
                    + " default (a new column gets its default), leave-out (what live no longer has), map"
                    + " (a renamed column gets the old one's values), cast (values are read as the new"
                    + " type) or accept (it does no harm). Without them a plan is refused, and each"
                    + " difference is listed with what can be typed.")
    private List<String> schema = List.of();

    @Option(
            names = "--mend",
            paramLabel = "TABLE:COLUMN[,COLUMN]",
            description = "The columns that the incident wrote over: in rows of this table that are still"
                    + " there, only their values become the last good ones again, and the rest of each row"
                    + " stays; may be repeated. Best with --damaged-at, which leaves alone what the tenant"
                    + " has put right since.")
    private List<String> mend = List.of();

    @Option(
            names = "--staging",
            paramLabel = "CONNECTION",
            description = "Where the last good rows come from instead of the database's own backups: a staging"
                    + " server of which you stated the moment ('connection add staging'), or an account of"
                    + " AWS that makes a new server.")
    private @Nullable String staging;

    @Option(
            names = "--policy",
            paramLabel = "P",
            description = "The policy that the restore is held against, see 'backstay policy list', or a file."
                    + " Default: that of the open case that it goes on with, else that which the database's"
                    + " connection names, for the practice lab its own, and else none.")
    private @Nullable String policy;

    @Option(
            names = "--case",
            paramLabel = "CASE",
            description = "The open case that the restore becomes part of, such as INC-0031, whatever its"
                    + " words. Default: one that waits for this tenant and dataset, else a new one.")
    private @Nullable String caseId;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the plan is written as well, to travel.")
    private @Nullable Path out;

    private TypedAnswers answers = new TypedAnswers(List.of());
    private List<SchemaDifference> asked = List.of();

    PlanCommand(Session session) {
        super(session);
    }

    @Override
    protected void check() {
        if (tenant.isBlank() || dataset.isBlank() || database.isBlank()) {
            throw misused("--database, --tenant and --dataset must not be empty");
        }
        if (conflicts != null && !conflicts.equals("live") && !conflicts.equals("last-good")) {
            throw misused("--conflicts takes live or last-good");
        }
        try {
            answers = new TypedAnswers(schema);
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
        mended(Choices.DEFAULT);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        if (out != null) {
            WholeFile.requireFolder(out);
        }
        unlock(desk);
        Intake intake = new Intake(
                new AssetId(database),
                objects == null ? null : new AssetId(objects),
                new Tenant(new TenantId(tenant), name == null ? tenant : name),
                dataset,
                around,
                uncertainty,
                zone,
                asker,
                verifiedBy,
                session.terminal().clock().instant());
        PlanFile plan;
        String restore;
        Verdict verdict;
        try (GuidedRestore guided = desk.restores().begin(intake, new Restores.Terms(staging, policy, caseId))) {
            restore = guided.id();
            verdict = guided.verdict();
            try {
                watched(progress -> planned(guided, progress));
            } catch (BackstayException e) {
                ask(guided, e);
                throw e;
            }
            plan = desk.runs().plan(restore);
        }
        if (out != null) {
            plan.write(out);
        }
        tell(restore, plan, verdict);
        return ExitCode.HOLDS;
    }

    private GuidedRestore.PlanView planned(GuidedRestore guided, Progress progress)
            throws BackstayException, InterruptedException {
        guided.stage(progress);
        if (damagedAt != null) {
            guided.stageDamaged(damagedAt, progress);
        }
        Choices chosen = chosen(guided.choices());
        if (!chosen.equals(guided.choices())) {
            guided.choose(chosen);
        }
        compare(guided, progress);
        progress.step("Building the plan");
        return guided.plan();
    }

    /// What differs is known by comparing; only then can an answer be told from a slip of the fingers.
    private void compare(GuidedRestore guided, Progress progress) throws BackstayException, InterruptedException {
        try {
            guided.compare(progress);
        } catch (BackstayException e) {
            if (answers.none() || !e.failure().code().equals(Refusal.SCHEMA_OPEN.code())) {
                throw e;
            }
            guided.answer(answers.of(guided.schemaDifferences()));
            guided.compare(progress);
            return;
        }
        answers.of(guided.schemaDifferences());
    }

    /// Lists what a plan waits for.
    private void ask(GuidedRestore guided, BackstayException stopped) {
        if (!stopped.failure().code().equals(Refusal.SCHEMA_OPEN.code())) {
            return;
        }
        asked = guided.schemaDifferences().stream()
                .filter(each -> !each.answeredBy(guided.answers()))
                .toList();
        for (SchemaDifference each : asked) {
            say("SCHEMA", each.sentence());
            List<String> options = TypedAnswers.options(each);
            say("", options.isEmpty() ? "nothing can be done about it here" : String.join(" or ", options));
        }
    }

    @Override
    Map<String, Object> refusalDetails() {
        List<Map<String, Object>> differences = new ArrayList<>();
        for (SchemaDifference each : asked) {
            Map<String, Object> difference = new LinkedHashMap<>();
            difference.put("what", each.subject());
            difference.put("kind", Words.of(each.kind()));
            difference.put("sentence", each.sentence());
            difference.put("choices", TypedAnswers.choices(each.choices()));
            differences.add(difference);
        }
        return differences.isEmpty() ? Map.of() : Map.of("differences", differences);
    }

    private static Map<String, @Nullable Object> reason(Verdict.Because each) {
        Map<String, @Nullable Object> reason = new LinkedHashMap<>();
        reason.put("mark", Words.of(each.mark()));
        reason.put("fact", each.fact());
        reason.put("quotation", each.quotation());
        return reason;
    }

    private Choices chosen(Choices before) {
        if (conflicts == null) {
            return mended(before);
        }
        Choice side = conflicts.equals("live") ? Choice.LIVE : Choice.LAST_GOOD;
        return mended(before.with(RowClass.CONFLICT, side));
    }

    /// A table that is named twice gets the columns of both.
    private Choices mended(Choices before) {
        Choices made = before;
        for (String each : mend) {
            int colon = each.lastIndexOf(':');
            String table = colon < 0 ? "" : each.substring(0, colon);
            Set<String> columns =
                    new TreeSet<>(List.of(each.substring(colon + 1).split(",", -1)));
            if (!table.matches("[^.]+\\..+") || columns.stream().anyMatch(String::isBlank)) {
                throw misused("--mend takes schema.table:column,column, not '" + each + "'");
            }
            TableName name = TableName.of(table);
            columns.addAll(made.columns().getOrDefault(name, Set.of()));
            made = made.mending(name, columns);
        }
        return made;
    }

    private void tell(String restore, PlanFile plan, Verdict verdict) throws BackstayException {
        String answer = Words.of(verdict.answer());
        String next = "backstay restore approve " + (out == null ? restore : out) + " --as NAME";
        if (!isForPrograms()) {
            for (PlanWords.Line line : PlanWords.of(plan)) {
                say(line.label(), line.value());
            }
            say("Verdict", answer);
            verdict.because().forEach(each -> say("", each.fact() + "."));
            say("Next", next);
            return;
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("restore", restore);
        document.put("planHash", plan.hash());
        document.put("plan", Json.parse("the plan", plan.bytes()));
        document.put("file", out == null ? null : out.toString());
        document.put("verdict", answer);
        document.put(
                "because", verdict.because().stream().map(PlanCommand::reason).toList());
        document.put("expiresAt", plan.plan().validity().expiresAt());
        document.put("next", next);
        answer(document, "");
    }
}
