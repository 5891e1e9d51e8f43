package io.backstay.cli.policy;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import io.backstay.codec.Words;
import io.backstay.policy.change.Change;
import io.backstay.policy.change.DueNotice;
import io.backstay.policy.change.PolicyDiff;
import io.backstay.policy.promise.Clause;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `backstay policy diff`.
@Command(
        name = "diff",
        description = {
            "What a new version of a policy changes, and what of it reduces protection. When the version in force",
            "promises to tell somebody of that, the letter is drafted."
        },
        footer = {
            "",
            "JSON: before, after, changes[{field, asset, from, to, effect, before, after}], noticeRequired,",
            "notices[{to, inAdvance, by, clause, quotation, fields, required, draft}].",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class DiffCommand extends DeskAct {
    @Parameters(index = "0", paramLabel = "OLD", description = "The version in force: an id or a file *.yaml.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "The version that is to follow.")
    private String after = "";

    DiffCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        PolicyDiff diff = desk.policyTexts().diff(before, after);
        if (isForPrograms()) {
            session.print(Json.pretty(document(diff)));
        } else {
            people(diff);
        }
        return ExitCode.HOLDS;
    }

    private void people(PolicyDiff diff) {
        session.print(Counts.of(diff.changes().size(), "change") + " from " + before + " to " + after);
        for (Change change : diff.changes()) {
            session.print(Plain.text("  %-9s %s%s: %s -> %s"
                    .formatted(
                            Words.of(change.effect()),
                            change.field(),
                            change.subject().isEmpty() ? "" : ", " + change.subject(),
                            change.from() == null ? "nothing" : change.from(),
                            change.to() == null ? "nothing" : change.to())));
        }
        session.print(
                diff.noticeRequired()
                        ? "The policy in force demands that this is told."
                        : "The policy in force demands no notice of its own.");
        for (DueNotice notice : diff.notices()) {
            session.print("");
            session.print((notice.personal() ? "Notice" : "To be published") + ", drafted:");
            notice.draft(diff.after()).lines().forEach(line -> session.print(Plain.text("  | " + line)));
        }
    }

    private static Map<String, Object> document(PolicyDiff diff) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("before", diff.before().id());
        document.put("after", diff.after().id());
        document.put("changes", diff.changes().stream().map(DiffCommand::change).toList());
        document.put("noticeRequired", diff.noticeRequired());
        document.put(
                "notices",
                diff.notices().stream().map(notice -> notice(notice, diff)).toList());
        return document;
    }

    private static Map<String, @Nullable Object> change(Change change) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("field", change.field());
        document.put("asset", change.subject());
        document.put("from", change.from());
        document.put("to", change.to());
        document.put("effect", Words.of(change.effect()));
        document.put("before", id(change.before()));
        document.put("after", id(change.after()));
        return document;
    }

    private static @Nullable String id(@Nullable Clause clause) {
        return clause == null ? null : clause.id();
    }

    private static Map<String, Object> notice(DueNotice notice, PolicyDiff diff) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("to", notice.to());
        document.put("inAdvance", notice.inAdvance());
        document.put("by", notice.by());
        document.put("clause", notice.clause().id());
        document.put("quotation", notice.clause().quotation());
        document.put(
                "fields",
                notice.because().stream().map(Change::field).distinct().toList());
        document.put("required", notice.personal());
        document.put("draft", notice.draft(diff.after()));
        return document;
    }
}
