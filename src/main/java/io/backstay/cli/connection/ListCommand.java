package io.backstay.cli.connection;

import io.backstay.act.Desk;
import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ConnectionBook;
import io.backstay.act.connection.HostedDatabase;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.StagingServer;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import io.backstay.codec.Words;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/// `backstay connection list`.
@Command(
        name = "list",
        description = "The connections of the state folder, without the practice lab, which is always there.",
        footer = {
            "",
            "JSON: connections[], each as 'connection add' prints it; policy where one is named.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class ListCommand extends DeskAct {
    ListCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        List<Connection> all = desk.connections().list();
        if (isForPrograms()) {
            session.print(Json.pretty(Map.of(
                    "connections", all.stream().map(ConnectionBook::entry).toList())));
            return ExitCode.HOLDS;
        }
        for (Connection each : all) {
            String where = switch (each.provider()) {
                case SelfManaged own ->
                    own.server()
                            + (own.objects() == null
                                    ? ""
                                    : " and " + own.objects().store());
                case HostedDatabase hosted -> hosted.server().toString();
                case StagingServer staging -> staging.toString();
                case AwsAccount account -> account.toString();
                case SupabaseProjects projects -> projects.toString();
                case S3Buckets buckets -> buckets.toString();
            };
            String policy = each.policy() == null ? "no policy" : each.policy();
            session.print(Plain.text("%-20s %-20s %-11s %-11s %s%s"
                    .formatted(
                            each.name(),
                            each.asset(),
                            Words.of(each.environment()),
                            each.provider().kind(),
                            where,
                            each.provider() instanceof StagingServer ? "" : ", judged by " + policy)));
        }
        if (all.isEmpty()) {
            session.print("There is none besides the practice lab. Make one with 'backstay connection add'.");
        }
        return ExitCode.HOLDS;
    }
}
