package io.backstay.cli.incident.words;

import io.backstay.act.Desk;
import io.backstay.act.incident.Reports;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.incident.intake.IntakeOptions;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.cli.terminal.WordOf;
import io.backstay.codec.Json;
import io.backstay.codec.WholeFile;
import io.backstay.codec.Words;
import io.backstay.incident.print.ReportWriter;
import io.backstay.incident.report.EditForm;
import io.backstay.incident.report.ReportDraft;
import io.backstay.incident.report.ReportState;
import io.backstay.incident.report.Templates;
import io.backstay.incident.report.Variant;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident report`: the report of a case, for whoever it is meant.
@Command(
        name = "report",
        description = {
            "Writes the report of a case as Markdown, HTML and PDF, drafted from what is known of it.",
            "Its facts are locked and marked with their source; the prose around them is yours to edit.",
            "A final one is signed while the vault is open, which --sign sees to; see 'incident verify'."
        },
        footer = {
            "",
            "JSON: case, variant, state, sections[{id, title, prose}], facts[{id, words, source}],",
            "objections[{section, objection}], savedAt, written{markdown, html, pdf, signature}.",
            "Ends with 1, and writes no report, while the prose says what the policy never claims or names a fact",
            "that the case does not have.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
public final class ReportCommand extends DeskAct {
    @Parameters(paramLabel = "CASE", arity = "0..1", description = "The case's id, such as INC-0001.")
    private @Nullable String id;

    @Option(
            names = "--variant",
            paramLabel = "V",
            converter = VariantWord.class,
            description = "internal, customer, nda or auditor.")
    private @Nullable Variant variant;

    @Option(names = "--out", paramLabel = "DIR", description = "Where it is written. Default: the case's own folder.")
    private @Nullable Path out;

    @Option(names = "--edit-out", paramLabel = "FILE", description = "Writes the prose alone, to be edited.")
    private @Nullable Path editOut;

    @Option(names = "--edit-in", paramLabel = "FILE", description = "Takes edited prose, - for standard input.")
    private @Nullable Path editIn;

    @Option(names = "--template", paramLabel = "DIR", description = "Drafts it anew by the templates in this folder.")
    private @Nullable Path template;

    @Option(names = "--template-out", paramLabel = "DIR", description = "Writes the built-in templates; needs no case.")
    private @Nullable Path templateOut;

    @Option(names = "--review", description = "Gives it to be reviewed.")
    private boolean review;

    @Option(names = "--final", description = "Makes it final: facts, tables and words stay as they are.")
    private boolean isFinal;

    @Option(names = "--sign", description = "Opens the vault, so that what is written of a final report is signed.")
    private boolean sign;

    @Mixin
    private final VaultAccess access;

    @Option(
            names = "--keep",
            paramLabel = "RULE",
            description = "Keeps the claims of this rule, or of 'all', for a --reason, which enters the record.")
    private @Nullable String keep;

    @Option(names = "--reason", paramLabel = "WHY", description = "Why a claim is kept.")
    private @Nullable String reason;

    /// The command of one run.
    public ReportCommand(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    /// For whom a report is written.
    static final class VariantWord extends WordOf<Variant> {
        VariantWord() {
            super(Variant.values(), Words::of);
        }
    }

    @Override
    protected void check() {
        if (templateOut == null && (id == null || variant == null)) {
            throw misused("Give a case and --variant.");
        }
        if ((keep == null) != (reason == null)) {
            throw misused("A claim is kept with --keep and for a --reason.");
        }
        if (editIn != null && template != null) {
            throw misused("Prose comes from --edit-in or from --template.");
        }
        if (review && isFinal) {
            throw misused("A report is in review or final.");
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        if (templateOut != null) {
            List<Path> files = Templates.write(templateOut);
            answer(
                    Map.of("templates", files.stream().map(Path::toString).toList()),
                    "The templates are in " + templateOut + ".");
            return ExitCode.HOLDS;
        }
        if (sign) {
            access.open(desk);
        }
        return run(desk.reports(), Objects.requireNonNull(id), Objects.requireNonNull(variant));
    }

    private ExitCode run(Reports reports, String caseId, Variant wanted) throws BackstayException {
        ReportDraft draft = edited(reports, caseId, wanted);
        boolean clear = draft.objections().isEmpty();
        if (editOut != null) {
            byte[] text = EditForm.text(draft.sections()).getBytes(StandardCharsets.UTF_8);
            WholeFile.write(editOut, file -> file.write(text));
        }
        if (clear && review) {
            draft = reports.review(caseId, wanted);
        }
        if (clear && isFinal) {
            draft = reports.finish(caseId, wanted);
        }
        boolean asked = editOut == null || out != null;
        ReportWriter.Written written = clear && asked ? reports.write(caseId, wanted, out) : null;
        say(caseId, draft, written);
        return clear ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private ReportDraft edited(Reports reports, String caseId, Variant wanted) throws BackstayException {
        if (template != null) {
            reports.redraft(caseId, wanted, template);
        }
        if (editIn != null) {
            String text = IntakeOptions.text(session, editIn, EditForm.CHARS_MAX);
            reports.save(caseId, wanted, EditForm.parse(editIn.toString(), text, wanted));
        }
        if (keep != null && reason != null) {
            reports.keep(caseId, wanted, keep.equals("all") ? null : keep, null, reason);
        }
        return reports.draft(caseId, wanted);
    }

    private void say(String caseId, ReportDraft draft, ReportWriter.@Nullable Written written) {
        if (isForPrograms()) {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("case", caseId);
            document.put("variant", draft.variant());
            document.put("state", draft.state());
            document.put("sections", draft.sections());
            document.put("facts", draft.facts());
            document.put("objections", draft.objections());
            document.put("savedAt", draft.savedAt());
            document.put("written", written == null ? null : places(written));
            session.print(Json.pretty(document));
            return;
        }
        session.print(Plain.text("%s, %s report: %s, %d locked facts"
                .formatted(
                        caseId,
                        Words.of(draft.variant()),
                        draft.state().title().toLowerCase(Locale.ROOT),
                        draft.facts().size())));
        for (ReportDraft.Flagged flagged : draft.objections()) {
            session.print(Plain.text("In the section " + flagged.section() + ":"));
            ObjectionText.lines(List.of(flagged.objection()), List.of()).forEach(session::print);
        }
        if (editOut != null) {
            session.print(Plain.text("Its prose is in " + editOut + "."));
        }
        if (written != null) {
            session.print(Plain.text("Written to " + written.pdf().getParent() + "."));
            ReportWriter.Signature signed = written.signature();
            if (signed != null) {
                session.print(Plain.text(
                        "Signed: " + signed.file() + " names every file by its hash; hand it on with them."));
                session.print(Plain.text("'backstay incident verify' checks it."));
            } else if (draft.state() == ReportState.FINAL) {
                session.print("Not signed, since the vault is locked: write it again with --sign.");
            }
        }
    }

    private static Map<String, @Nullable String> places(ReportWriter.Written written) {
        ReportWriter.Signature signed = written.signature();
        Map<String, @Nullable String> places = new LinkedHashMap<>();
        places.put("markdown", written.markdown().toString());
        places.put("html", written.html().toString());
        places.put("pdf", written.pdf().toString());
        places.put("signature", signed == null ? null : signed.file().toString());
        return places;
    }
}
