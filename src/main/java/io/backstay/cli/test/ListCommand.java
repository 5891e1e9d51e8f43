package io.backstay.cli.test;

import io.backstay.act.Desk;
import io.backstay.act.test.TestRow;
import io.backstay.base.BackstayException;
import io.backstay.base.Durations;
import io.backstay.base.ExitCode;
import io.backstay.base.Utc;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import io.backstay.estate.RestoreTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backstay test list`.
@Command(
        name = "list",
        description =
                "Restore tests that are known, newest first; with a policy, which kinds are due and how each went.")
final class ListCommand extends DeskAct {
    @Option(names = "--policy", paramLabel = "P", description = "Shows what this policy promises instead.")
    private @Nullable String policy;

    ListCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        String wanted = policy;
        if (wanted == null) {
            done(desk.restoreTests().done());
        } else {
            board(desk.restoreTests().board(wanted));
        }
        return ExitCode.HOLDS;
    }

    private void done(List<RestoreTest> tests) {
        if (isForPrograms()) {
            session.print(Json.pretty(Map.of(
                    "restoreTests", tests.stream().map(ListCommand::document).toList())));
            return;
        }
        for (RestoreTest test : tests) {
            session.print(Plain.text("%s  %-16s %-16s %-7s RTO %-10s RPO %-10s %s"
                    .formatted(
                            Utc.words(test.at()),
                            test.kind(),
                            test.asset(),
                            test.passed() ? "passed" : "failed",
                            test.measuredRto() == null ? "-" : Durations.words(test.measuredRto()),
                            test.measuredRpo() == null ? "-" : Durations.words(test.measuredRpo()),
                            test.observation().source())));
        }
        if (tests.isEmpty()) {
            session.print("No restore test is known. Run one with 'backstay test run --kind full'.");
        }
    }

    private void board(List<TestRow> rows) {
        if (isForPrograms()) {
            session.print(Json.pretty(
                    Map.of("kinds", rows.stream().map(ListCommand::document).toList())));
            return;
        }
        for (TestRow row : rows) {
            RestoreTest last = row.last();
            session.print(Plain.text("%-12s %-16s %-16s %s%s"
                    .formatted(
                            word(row.state()),
                            row.kind(),
                            row.asset(),
                            last == null ? "never run" : (last.passed() ? "passed " : "failed ") + Utc.words(last.at()),
                            row.dueAt() == null ? "" : ", due " + Utc.words(row.dueAt()))));
        }
        if (rows.isEmpty()) {
            session.print("No asset is known. List the estate's assets first.");
        }
    }

    private static String word(TestRow.State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, @Nullable Object> document(RestoreTest test) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("asset", test.asset().value());
        one.put("kind", test.kind());
        one.put("scenario", test.scenario());
        one.put("at", test.at().toString());
        one.put("outcome", test.passed() ? "passed" : "failed");
        one.put("measuredRto", text(test.measuredRto()));
        one.put("measuredRpo", text(test.measuredRpo()));
        one.put("source", test.observation().source());
        return one;
    }

    private static Map<String, @Nullable Object> document(TestRow row) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("asset", row.asset().value());
        one.put("kind", row.kind());
        one.put("state", word(row.state()));
        one.put("every", text(row.every()));
        one.put("dueAt", text(row.dueAt()));
        one.put("clause", row.clause());
        one.put("past", row.past().stream().map(ListCommand::document).toList());
        return one;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
