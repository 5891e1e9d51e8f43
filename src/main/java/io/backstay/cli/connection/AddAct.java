package io.backstay.cli.connection;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ConnectionBook;
import io.backstay.act.connection.form.Field;
import io.backstay.act.connection.form.Kind;
import io.backstay.act.connection.form.Layout;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.connection.guide.Given;
import io.backstay.cli.connection.guide.Guide;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Prompt;
import io.backstay.cli.terminal.Questions;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.cli.terminal.WordOf;
import io.backstay.cli.vault.NewCredential;
import io.backstay.codec.Words;
import io.backstay.estate.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What adding a connection has in common. Where something that is needed was not typed, a person at a terminal is
/// asked for it; a program is told what is missing.
abstract class AddAct extends DeskAct {
    private final Kind kind;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec own;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "What it is called: a-z 0-9 . _ -, up to 64 characters.")
    private String name = "";

    @Option(
            names = "--environment",
            paramLabel = "E",
            converter = EnvironmentWord.class,
            completionCandidates = EnvironmentWord.class,
            description = "${COMPLETION-CANDIDATES}. Default: production.")
    private Environment environment = Environment.PRODUCTION;

    AddAct(Session session, Kind kind) {
        super(session);
        this.kind = kind;
    }

    final String name() {
        return name;
    }

    final Environment environment() {
        return environment;
    }

    /// The connection as it was typed.
    ///
    /// @param usual where its mapping lies when none was named
    /// @throws IllegalArgumentException in one sentence when something is wrong
    abstract Connection typed(Path usual);

    /// The id of the policy that its assets are held against, absent for none.
    @Nullable
    String policy() {
        return null;
    }

    @Override
    protected final void check() {
        if (asks()) {
            return;
        }
        List<String> missing = new ArrayList<>();
        if (name.isEmpty()) {
            missing.add("Missing required parameter: 'NAME'");
        }
        // What belongs to a part of a connection is told by that part.
        List<String> options = needed().filter(given().missing()::contains)
                .map(field -> "'" + label(field) + "'")
                .toList();
        if (!options.isEmpty()) {
            missing.add("Missing required options: " + String.join(", ", options));
        }
        if (!missing.isEmpty()) {
            throw misused(String.join("; ", missing));
        }
    }

    private Stream<Field> needed() {
        return Layout.of(kind).stream()
                .filter(block -> block.part() == null)
                .flatMap(block -> block.with().stream())
                .flatMap(List::stream);
    }

    private String label(Field field) {
        OptionSpec option = spec().findOption(field.option());
        return field.option() + "=" + (option == null ? "" : option.paramLabel());
    }

    /// Whether somebody sits there who can be asked for what is missing.
    private boolean asks() {
        return person() != null
                && !isForPrograms()
                && (name.isEmpty() || !given().missing().isEmpty());
    }

    private @Nullable Prompt person() {
        return session.terminal().prompt();
    }

    private CommandLine.Model.CommandSpec spec() {
        if (own == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        return own;
    }

    /// What was typed, as the form holds it.
    private Given given() {
        CommandLine.ParseResult typed = spec().commandLine().getParseResult();
        Map<Field, String> texts = new EnumMap<>(Field.class);
        if (!name.isEmpty()) {
            texts.put(Field.NAME, name);
        }
        for (Field field : Layout.fields(kind)) {
            OptionSpec option = typed.matchedOption(field.option());
            if (option != null) {
                texts.put(field, text(field, option.originalStringValues()));
            }
        }
        boolean open = kind == Kind.SERVER && texts.keySet().stream().allMatch(field -> field == Field.NAME);
        return new Given(open ? null : kind, typed.hasMatchedOption("--environment") ? environment : null, texts);
    }

    private static String text(Field field, List<String> values) {
        return values.stream()
                .map(each -> field.whole(each, folder -> AddCommand.whole(Path.of(folder))))
                .collect(Collectors.joining(field.lines() ? "\n" : " "));
    }

    @Override
    protected final ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        Prompt prompt = person();
        if (prompt != null && asks()) {
            return asked(desk, new Questions(prompt));
        }
        Connection connection = asTyped(desk);
        desk.connections().add(connection);
        answer(
                ConnectionBook.entry(connection),
                "Added " + name + ". Prove it with 'backstay connection test " + name + "'.");
        return ExitCode.HOLDS;
    }

    private Connection asTyped(Desk desk) throws BackstayException {
        try {
            return typed(desk.connections().mapping(name)).under(policy());
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }

    private ExitCode asked(Desk desk, Questions person) throws BackstayException, InterruptedException {
        desk.connections().requireAdding(name);
        VaultAccess access = new VaultAccess(session);
        person.say("Credentials are chosen out of the vault, which is opened first.");
        var vaults = access.open(desk);
        Guide guide = new Guide(
                desk.connections(),
                vaults,
                new NewCredential(vaults, access.input(), person),
                connection -> watched(progress -> desk.connections().tryOut(connection, progress)),
                person);
        Connection added = guide.run(given());
        if (added == null) {
            session.print("No connection was added.");
            return ExitCode.DOES_NOT_HOLD;
        }
        session.print(
                "Added " + added.name() + ". List its recovery points with 'backstay sync " + added.name() + "'.");
        return ExitCode.HOLDS;
    }

    /// The environments as they are typed; practice is the lab alone.
    static final class EnvironmentWord extends WordOf<Environment> {
        EnvironmentWord() {
            super(
                    Arrays.stream(Environment.values())
                            .filter(each -> each != Environment.PRACTICE)
                            .toArray(Environment[]::new),
                    Words::of);
        }
    }
}
