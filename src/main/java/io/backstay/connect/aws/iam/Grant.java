package io.backstay.connect.aws.iam;

import java.util.List;
import java.util.Map;

/// Rights that a policy gives in one statement, on one thing.
///
/// @param name      of the statement, as the files of `docs/access` have it
/// @param resources for which they are given, in a policy
/// @param sample    for which it is asked
/// @param real      whether a policy that gives them must give them for the sample, because it is what will be used;
///                  else it may name others, and what it does not give there is not known
/// @param context   under which it is asked, by key
/// @param condition under which they are given, as a policy has it; empty for none
record Grant(
        String name,
        List<String> actions,
        List<String> resources,
        String sample,
        boolean real,
        Map<String, String> context,
        Map<String, Object> condition) {

    /// Where they are given under just the conditions that it is asked under.
    Grant(
            String name,
            List<String> actions,
            List<String> resources,
            String sample,
            boolean real,
            Map<String, String> context) {
        this(
                name,
                actions,
                resources,
                sample,
                real,
                context,
                context.isEmpty() ? Map.of() : Map.of("StringEquals", context));
    }
}
