package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.act.Desk;
import io.backstay.act.connection.form.Field;
import io.backstay.act.connection.form.Kind;
import io.backstay.act.connection.form.Layout;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.Terminal;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The window's form and the terminal's command ask for the same.
class FormOptionsTest {
    /// What the form asks besides the fields of a kind, or what is no part of a connection.
    private static final Set<String> BESIDES = Set.of("--environment", "--json");

    private static final CommandLine ADD = Objects.requireNonNull(
            ConnectionCommand.line(new NoSession()).getSubcommands().get("add"));

    private static final Map<Kind, CommandLine> COMMANDS = Map.of(
            Kind.SERVER, ADD,
            Kind.HOSTED, below("hosted"),
            Kind.STAGING, below("staging"),
            Kind.AWS, below("aws"),
            Kind.SUPABASE, below("supabase"),
            Kind.BUCKETS, below("s3"));

    /// Commands are looked at, and none is run.
    private static final class NoSession implements Session {
        @Override
        public Desk open() {
            throw new AssertionError("nothing is run");
        }

        @Override
        public Terminal terminal() {
            throw new AssertionError("nothing is run");
        }
    }

    private static CommandLine below(String name) {
        return Objects.requireNonNull(ADD.getSubcommands().get(name));
    }

    @Test
    void everyOptionOfTheTerminalHasAFieldInTheForm() {
        COMMANDS.forEach((kind, command) -> {
            Set<String> asked =
                    Layout.fields(kind).stream().map(Field::option).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(options(command), asked, kind::name);
        });
    }

    private static Set<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !BESIDES.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
