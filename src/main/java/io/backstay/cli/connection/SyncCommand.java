package io.backstay.cli.connection;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections;
import io.backstay.act.connection.ManyListed;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.Utc;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.Span;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.codec.Json;
import io.backstay.codec.Words;
import io.backstay.estate.RestorableWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay sync`: what there is to go back to, into the catalogue.
@Command(
        name = "sync",
        description = {
            "Lists the recovery points and restorable windows of a connection, or of all, into the catalogue. Reads",
            "folders only and needs no credential, but for object stores, a log in one of them, and accounts of",
            "providers, which the reader's key lists, all regions and projects at once. What cannot be listed now",
            "keeps what was seen before, with its time, and the permission that is missing is named."
        },
        footer = {
            "",
            "JSON: connections[{connection, asset, points, window{earliest, latest, lag}, gaps[{from, to}],",
            "unusable[], observedAt, objects{asset, versioning, keys, versions, markers, whole, protects[], unread[]},",
            "objectsProblem, account{assets, problems[], notes[], parts{asked, fresh, failed}}}],",
            "problems[{connection, problem}].",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class SyncCommand extends DeskAct {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "See 'backstay connection list'. Default: all of them.")
    private @Nullable String name;

    @Option(
            names = "--older-than",
            paramLabel = "SPAN",
            converter = Span.class,
            description = "Of an account of a provider, asks only the parts (a service in a region, a project) whose"
                    + " last complete listing is older, such as PT15M; those that failed are asked."
                    + " Default: all of them.")
    private Duration olderThan = Duration.ZERO;

    @Mixin
    private final VaultAccess access;

    SyncCommand(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        unlockForKeys(desk);
        ManyListed many = watched(progress -> listed(desk.connections(), progress));
        List<Connections.Listed> listed = many.listed();
        Map<String, Failure> problems = many.problems();
        if (isForPrograms()) {
            session.print(Json.pretty(document(listed, problems)));
        } else {
            people(listed, problems);
        }
        boolean whole = listed.stream().allMatch(Connections.Listed::whole);
        return problems.isEmpty() && whole ? ExitCode.HOLDS : ExitCode.FAILED;
    }

    /// Only stores and accounts of providers ask for the vault. Where nobody can be asked for a passphrase,
    /// such as at night, databases are listed all the same, and the others are named as not listed.
    private void unlockForKeys(Desk desk) throws BackstayException, InterruptedException {
        boolean stores = desk.connections().list().stream()
                .filter(each -> name == null || each.name().equals(name))
                .anyMatch(Connection::listsWithKey);
        if (stores) {
            access.openWherePossible(desk);
        }
    }

    /// One server that is away must not hide the others.
    private ManyListed listed(Connections connections, Progress progress)
            throws BackstayException, InterruptedException {
        return name == null
                ? ManyListed.of(
                        connections.list(), (each, own) -> connections.sync(each.name(), olderThan, own), progress)
                : new ManyListed(List.of(connections.sync(name, olderThan, progress)), Map.of());
    }

    private void people(List<Connections.Listed> listed, Map<String, Failure> problems) {
        for (Connections.Listed each : listed) {
            Connections.Account account = each.account();
            if (account != null) {
                account(each, account);
                continue;
            }
            RestorableWindow window = each.window();
            session.print(Plain.text(each.connection() + " (" + each.asset() + "): "
                    + Counts.of(each.points(), "recovery point") + ", "
                    + (window == null
                            ? "no restorable window"
                            : "restorable from " + Utc.words(window.earliest()) + " to " + Utc.words(window.latest()))
                    + (each.gaps().isEmpty() ? "" : ", " + Counts.of(each.gaps().size(), "hole") + " in the log")
                    + "."));
            files(each);
        }
        problems.forEach(
                (connection, failure) -> session.warn(connection + ": " + failure.message() + " " + failure.advice()));
        if (listed.isEmpty() && problems.isEmpty()) {
            session.print("There is no connection besides the practice lab. Make one with 'backstay connection add'.");
        }
    }

    private void account(Connections.Listed each, Connections.Account account) {
        session.print(Plain.text(each.connection() + ": " + Counts.of(account.assets(), "asset") + ", "
                + Counts.of(each.points(), "recovery point") + ". "
                + account.parts().words()));
        account.notes().forEach(note -> session.print(Plain.text("  " + note)));
        account.problems().forEach(problem -> session.warn(each.connection() + ": " + problem));
    }

    private void files(Connections.Listed each) {
        Connections.Objects found = each.objects();
        if (found != null) {
            session.print(Plain.text(each.connection() + " (" + found.asset() + "): "
                    + (found.whole() ? "" : "more than ") + Counts.of(found.keys(), "file") + " in "
                    + Counts.of(found.versions(), "version") + ", " + Counts.of(found.markers(), "delete marker")
                    + ", versioning " + Words.of(found.versioning()) + "."));
            found.protects().forEach(said -> session.print(Plain.text("  " + said)));
            found.unread().forEach(unread -> session.warn(each.connection() + ", object store: " + unread));
        }
        String problem = each.objectsProblem();
        if (problem != null) {
            session.warn(each.connection() + ", object store: " + problem);
        }
    }

    private static Map<String, Object> document(List<Connections.Listed> listed, Map<String, Failure> problems) {
        List<Map<String, String>> said = new ArrayList<>();
        problems.forEach((connection, failure) ->
                said.add(Map.of("connection", connection, "problem", failure.message() + " " + failure.advice())));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("connections", listed);
        document.put("problems", said);
        return document;
    }
}
