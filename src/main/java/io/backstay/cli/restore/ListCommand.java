package io.backstay.cli.restore;

import io.backstay.act.Desk;
import io.backstay.act.restore.Runs;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/// `backstay restore list`.
@Command(
        name = "list",
        description = "Every restore that came to a plan, newest first, with its state.",
        footer = {"", "JSON: restores[], each as 'restore status'.", "", Guidance.CODES, Guidance.MORE_CODES})
final class ListCommand extends RestoreAct {
    ListCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        List<Runs.View> views = desk.runs().list();
        if (!isForPrograms()) {
            for (Runs.View view : views) {
                session.print(Plain.text("%-8s %-9s %-16s %-20s %s (%s)"
                        .formatted(
                                view.restore(),
                                view.caseId(),
                                view.state(),
                                view.plannedAt(),
                                view.tenantName(),
                                view.tenant())));
            }
        }
        answer(
                Map.of("restores", views.stream().map(StatusCommand::document).toList()),
                Counts.of(views.size(), "restore"));
        return ExitCode.HOLDS;
    }
}
