package io.backstay.app.protect;

import io.backstay.act.Protection;
import io.backstay.act.Protection.State;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How this process was started: foreign code in it, doors to the network, options that came by the environment.
///
/// @param environment the process environment
public record StartProtections(Map<String, String> environment) implements ProtectionSource {
    /// Options that a JVM or the system's loader takes from the environment, without a word on the command line.
    private static final List<String> INJECTING = List.of(
            "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS",
            "JAVA_TOOL_OPTIONS",
            "LD_PRELOAD",
            "LD_AUDIT",
            "DYLD_INSERT_LIBRARIES");

    private static final String OWN_OPTIONS = "BACKSTAY_OPTS";
    private static final List<String> AGENTS =
            List.of("-javaagent:", "-agentlib:", "-agentpath:", "-Xrunjdwp", "-Xdebug");
    private static final List<String> WATCHING = List.of("-Dcom.sun.management.", "-XX:StartFlightRecording");
    private static final int OPTIONS_SHOWN = 5;

    @Override
    public List<Protection> observed() {
        List<String> arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
        return List.of(
                none(
                        "No agent is loaded into the JVM",
                        begun(arguments, AGENTS),
                        "The JVM was started with neither -javaagent, -agentlib nor -agentpath.",
                        "Its code sees everything here; start it without"),
                none(
                        "Nobody watches the JVM from outside",
                        begun(arguments, WATCHING),
                        "The JVM was started without remote management (JMX) and without a flight recording.",
                        "Start it without"),
                none(
                        "No options come in by the environment",
                        INJECTING.stream().filter(this::isSet).toList(),
                        "None of the variables through which a JVM or the loader takes options is set.",
                        "They change what runs here; unset"),
                ownOptions());
    }

    private static Protection none(String name, List<String> found, String absent, String advice) {
        return found.isEmpty()
                ? new Protection(name, State.ACTIVE, absent)
                : new Protection(name, State.INACTIVE, advice + " " + String.join(", ", found) + ".");
    }

    /// Only what stands before a value is shown: a value may be a secret of somebody's.
    private Protection ownOptions() {
        String name = "Start options are Backstay's own";
        if (!isSet(OWN_OPTIONS)) {
            return new Protection(name, State.ACTIVE, OWN_OPTIONS + " is not set.");
        }
        String names = String.join(
                ", ",
                Stream.of(environment.getOrDefault(OWN_OPTIONS, "").strip().split("\\s+", -1))
                        .map(StartProtections::withoutValue)
                        .limit(OPTIONS_SHOWN)
                        .toList());
        return new Protection(
                name, State.INACTIVE, OWN_OPTIONS + " adds " + names + ", which goes before what Backstay chose.");
    }

    private static List<String> begun(List<String> arguments, List<String> beginnings) {
        return arguments.stream()
                .filter(argument -> beginnings.stream().anyMatch(argument::startsWith))
                .map(StartProtections::withoutValue)
                .limit(OPTIONS_SHOWN)
                .toList();
    }

    private static String withoutValue(String option) {
        int value = option.indexOf('=');
        return value < 0 ? option : option.substring(0, value);
    }

    private boolean isSet(String variable) {
        String value = environment.get(variable);
        return value != null && !value.isBlank();
    }
}
