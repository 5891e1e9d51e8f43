package io.backstay.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The list of subcommands in a help text: each with the first sentence of its description, to its end. The
/// library's own list shows the first line, wherever that stops.
final class CommandSummaries {
    private static final int INDENT = 2;
    private static final Pattern SENTENCE = Pattern.compile("(.*?\\.)(?= |$)");

    private CommandSummaries() {}

    /// Puts it into the help of a command and of everything below it.
    static void show(CommandLine line) {
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandSummaries::list);
        line.getSubcommands().values().forEach(CommandSummaries::show);
    }

    private static String list(Help help) {
        var commands = help.subcommands();
        if (commands.isEmpty()) {
            return "";
        }
        int names = INDENT * 2
                + commands.keySet().stream().mapToInt(String::length).max().orElse(0);
        int width = help.commandSpec().usageMessage().width();
        TextTable table = TextTable.forColumns(
                help.colorScheme(),
                new Column(names, INDENT, Column.Overflow.SPAN),
                new Column(width - names, 0, Column.Overflow.WRAP));
        commands.forEach((name, command) -> table.addRowValues(
                help.colorScheme().commandText(name), help.colorScheme().text(firstSentence(command.commandSpec()))));
        return table.toString();
    }

    private static String firstSentence(CommandSpec command) {
        String description = String.join(" ", command.usageMessage().description());
        Matcher sentence = SENTENCE.matcher(description);
        return sentence.find() ? sentence.group(1) : description;
    }
}
