package io.backstay.act.connection.desk;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.RegionOffer;
import io.backstay.act.connection.reach.ConnectionSites;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.EnabledRegions;
import io.backstay.estate.Environment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks which regions an account has enabled, with a key that no connection names yet.
record RegionLook(ConnectionSites sites) {
    /// Enabled in every account of the partition `aws`, and nobody can opt out of it.
    static final AwsRegion ALWAYS = new AwsRegion("us-east-1");

    /// As a session of a role is called.
    private static final String NAME = "regions";

    /// @param key      of the vault
    /// @param endpoint where AWS is played, absent for AWS itself
    RegionOffer ask(String key, @Nullable String endpoint) throws BackstayException, InterruptedException {
        AwsAccount account;
        try {
            account = new AwsAccount(List.of(ALWAYS.name()), key, null, endpoint, null, null);
        } catch (IllegalArgumentException e) {
            throw new BackstayException(
                    new Failure.BadInput(String.valueOf(e.getMessage()) + ".", "Name a key, and no address but AWS's."),
                    e);
        }
        Connection probe = new Connection(NAME, new AssetId(NAME), Environment.PRODUCTION, account);
        List<String> enabled = EnabledRegions.of(sites.way(probe, account).access(), ALWAYS);
        return enabled == null
                ? RegionOffer.unknown(
                        "The key lacks " + EnabledRegions.PERMISSION + ", or its organization refuses it in " + ALWAYS
                                + "; add this statement to its policy.",
                        Json.pretty(statement()))
                : RegionOffer.of(enabled);
    }

    /// What lets a key ask, in all regions, since it says nothing but names.
    static Map<String, Object> statement() {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", "SeeWhichRegionsAreEnabled");
        statement.put("Effect", "Allow");
        statement.put("Action", List.of(EnabledRegions.PERMISSION));
        statement.put("Resource", "*");
        return statement;
    }
}
