package io.backstay.cli.connection;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connections;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.connection.guide.TestedText;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.codec.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `backstay connection test`.
@Command(
        name = "test",
        description = {
            "Proves part by part that a connection answers as promised: base backups and log, programs, room for",
            "scratch servers, the server and the way there, each credential and what it may do, the mapping,",
            "Backstay's tables, and of an object store its keys, its versioning, how its bucket protects, and one",
            "tenant's files beside the rows that name them. Nothing there is changed. Where Backstay's tables are",
            "missing, it prints what creates them. Of an account of AWS: whose the key is, what it may ask in each",
            "region, and whether production could take backups away; where a permission is missing, it prints the",
            "statement to add to the key's policy. Of Supabase the same, project by project."
        },
        footer = {
            "",
            "Exit codes: 0 holds, all of it; 1 something does not, 2 something could not be looked at, 3 input, output",
            "or environment, 64 usage, 70 a defect of Backstay, 130 interrupted.",
            "",
            "JSON: connection, holds (null when undecided), lines[{part, holds, sentence}], script."
        })
final class TestCommand extends DeskAct {
    @Mixin
    private final VaultAccess access;

    @Parameters(paramLabel = "NAME", description = "See 'backstay connection list'.")
    private String name = "";

    TestCommand(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        desk.connections().require(name);
        access.open(desk);
        Connections.Tested tested = watched(progress -> desk.connections().test(name, progress));
        if (isForPrograms()) {
            session.print(Json.pretty(document(tested)));
        } else {
            TestedText.of(tested).forEach(session::print);
        }
        Boolean holds = tested.holds();
        return holds == null ? ExitCode.UNDECIDABLE : holds ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private static Map<String, @Nullable Object> document(Connections.Tested tested) {
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        for (Connections.Line line : tested.lines()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("part", line.part());
            one.put("holds", line.holds());
            one.put("sentence", line.sentence());
            lines.add(one);
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("connection", tested.connection());
        document.put("holds", tested.holds());
        document.put("lines", lines);
        document.put("script", tested.script());
        return document;
    }
}
