package io.backstay.cli.policy;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import io.backstay.codec.Words;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay policy show`.
@Command(
        name = "show",
        description = "Every clause of a policy in its own words, and every value with the clause that set it.",
        footer = {
            "",
            "JSON: policy, title, publisher, environments, clauses[{id, kind, section, quotation, note}],",
            "settings[{field, subject, value, clause, quotation}]. With --value, exit code 2 when it is not said.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class ShowCommand extends DeskAct {
    @Parameters(arity = "0..1", paramLabel = "POLICY", description = "Its id, see 'policy list', or a file *.yaml.")
    private @Nullable String policy;

    @Option(names = "--value", paramLabel = "FIELD", description = "Only this value, such as rpo or 'archiving lag'.")
    private @Nullable String field;

    @Option(names = "--subject", paramLabel = "S", description = "Only for this, such as database or tenant-deletion.")
    private @Nullable String subject;

    @Option(names = "--yaml", description = "Its text as it lies there, to begin an own policy from.")
    private boolean yaml;

    @Option(names = "--schema", description = "The JSON Schema of the format, for editors; needs no policy.")
    private boolean schema;

    ShowCommand(Session session) {
        super(session);
    }

    @Override
    protected void check() {
        if (schema == (policy != null)) {
            throw misused("Name one policy, or ask for the --schema.");
        }
        if (yaml && (isForPrograms() || field != null || subject != null)) {
            throw misused("--yaml prints the whole text and goes with nothing else.");
        }
    }

    @Override
    public Integer call() throws Exception {
        if (schema) {
            check();
            session.terminal().out().print(Policies.schema());
            return ExitCode.HOLDS.code();
        }
        return super.call();
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        String name = policy == null ? "" : policy;
        if (yaml) {
            session.terminal().out().print(desk.policyTexts().text(name));
            return ExitCode.HOLDS;
        }
        Policy read = desk.policyTexts().read(name);
        List<Setting> settings = read.settings().stream()
                .filter(setting -> field == null || setting.field().equals(field))
                .filter(setting -> subject == null || setting.subject().equals(subject))
                .toList();
        if (isForPrograms()) {
            session.print(Json.pretty(document(read, settings)));
        } else if (field == null && subject == null) {
            people(read, settings);
        } else {
            settings.forEach(this::line);
        }
        boolean unsaid = settings.isEmpty() && (field != null || subject != null);
        if (unsaid && !isForPrograms()) {
            session.print("The policy says nothing of it.");
        }
        return unsaid ? ExitCode.UNDECIDABLE : ExitCode.HOLDS;
    }

    private void people(Policy read, List<Setting> settings) {
        session.print(Plain.text(read.title() + ", " + read.publisher() + " (" + read.id() + ")"));
        for (Clause clause : read.clauses()) {
            session.print("");
            session.print(Plain.text("%-22s %s".formatted(clause.id(), Words.of(clause.kind()))));
            session.print(Plain.text("  \"" + clause.quotation() + "\""));
            if (clause.note() != null) {
                session.print(Plain.text("  Note: " + clause.note()));
            }
        }
        session.print("");
        session.print("Values, and the clause that set each:");
        settings.forEach(this::line);
    }

    private void line(Setting setting) {
        session.print(Plain.text("  %-34s %-18s %-14s %s"
                .formatted(
                        setting.field(),
                        setting.subject(),
                        setting.value(),
                        setting.clause().id())));
        if (field != null || subject != null) {
            session.print(Plain.text("    \"" + setting.clause().quotation() + "\""));
        }
    }

    private static Map<String, Object> document(Policy read, List<Setting> settings) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("policy", read.id());
        document.put("title", read.title());
        document.put("publisher", read.publisher());
        document.put("environments", read.environments().stream().map(Words::of).toList());
        document.put("clauses", read.clauses().stream().map(ShowCommand::clause).toList());
        document.put("settings", settings.stream().map(ShowCommand::setting).toList());
        return document;
    }

    private static Map<String, @Nullable Object> clause(Clause clause) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", clause.id());
        document.put("kind", Words.of(clause.kind()));
        document.put("section", clause.section());
        document.put("quotation", clause.quotation());
        document.put("note", clause.note());
        return document;
    }

    private static Map<String, Object> setting(Setting setting) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("field", setting.field());
        document.put("subject", setting.subject());
        document.put("value", setting.value());
        document.put("clause", setting.clause().id());
        document.put("quotation", setting.clause().quotation());
        return document;
    }
}
