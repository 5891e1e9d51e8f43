package io.backstay.ui.console;

import io.backstay.act.connection.RegionOffer;
import io.backstay.ui.connections.FakeConnections;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.shell.Place;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Pictures of the connections: proven part by part, a form for a new one, and none yet.
final class ConnectionsPicturesTest extends SafetyPictures {
    enum Shot {
        CONNECTIONS,
        CONNECTIONS_ADD,
        CONNECTIONS_ACCOUNT,
        CONNECTIONS_ADD_LOG,
        CONNECTIONS_ADD_HOSTED,
        CONNECTIONS_ADD_STAGING,
        CONNECTIONS_REMEMBERED,
        CONNECTIONS_ADD_AWS,
        CONNECTIONS_ADD_REGIONS,
        CONNECTIONS_ADD_TESTING,
        CONNECTIONS_ADD_TESTED,
        CONNECTIONS_ADD_SUPABASE,
        CONNECTIONS_ADD_BUCKETS,
        CONNECTIONS_EMPTY
    }

    @ParameterizedTest
    @EnumSource(Shot.class)
    void everyStateCanBeSeen(Shot shot) throws Exception {
        var given = new FakeConnections();
        if (shot == Shot.CONNECTIONS_EMPTY) {
            given.list().forEach(each -> given.remove(each.name()));
        }
        if (shot == Shot.CONNECTIONS_ACCOUNT || shot == Shot.CONNECTIONS_REMEMBERED) {
            given.list().forEach(each -> given.remove(each.name()));
            given.with(FakeConnections.account());
        }
        if (shot == Shot.CONNECTIONS_ADD_REGIONS) {
            given.offering(RegionOffer.of(List.of("eu-central-1", "eu-west-1", "us-east-1")));
        }
        connections = given;
        open();
        go(new Place.Connections());
        listed("#connections", shot == Shot.CONNECTIONS_EMPTY);
        switch (shot) {
            case CONNECTIONS -> {
                until("#connection-test");
                Fx.until("the vault is open", () -> !find("#connection-test").isDisabled());
                press("#connection-test");
                Fx.until("it was tested", () -> text("#connections-said").contains("not as it should be"));
            }
            case CONNECTIONS_ADD -> {
                press("#connections-add");
                until("#connection-files");
                Fx.run(() -> ((CheckBox) find("#connection-files")).setSelected(true));
            }
            case CONNECTIONS_ACCOUNT -> {
                until("#connection-test");
                Fx.until("the vault is open", () -> !find("#connection-test").isDisabled());
                press("#connection-test");
                Fx.until("it was tested", () -> text("#connections-said").contains("not as it should be"));
                until("#connection-script");
            }
            // Nothing was tested or listed in this window: what is shown was found before it was opened.
            case CONNECTIONS_REMEMBERED -> until("#connection-concerns");
            case CONNECTIONS_ADD_LOG -> {
                press("#connections-add");
                until("#connection-log-store");
                Fx.run(() -> ((CheckBox) find("#connection-log-store")).setSelected(true));
                type("#connection-wal-store", "s3.example");
                type("#connection-wal-prefix", "wal");
            }
            case CONNECTIONS_ADD_HOSTED -> kind("hosted");
            case CONNECTIONS_ADD_STAGING -> {
                kind("staging");
                type("#connection-moment", "last Friday");
            }
            case CONNECTIONS_ADD_AWS -> {
                kind("aws");
                Fx.run(() -> ((CheckBox) find("#connection-new-servers")).setSelected(true));
                type("#connection-backup-role", "restore");
            }
            case CONNECTIONS_ADD_REGIONS -> {
                kind("aws");
                type("#connection-aws-reader", "media-reader");
                type("#connection-aws-regions", "eu-west-1 eu-central-1");
                press("#connection-aws-regions-choose");
                Fx.until(
                        "its account says which it has",
                        () -> text("#connection-aws-regions-account").contains("are marked"));
                type("#connection-aws-regions-search", "eu-");
            }
            case CONNECTIONS_ADD_TESTING -> {
                given.holding(hold);
                production();
                Fx.until("it is tested", () -> text("#connection-trying").equals("Looking at the key"));
            }
            case CONNECTIONS_ADD_TESTED -> {
                production();
                Fx.until("it was found", () -> text("#connection-tried").contains("not as it should be"));
            }
            case CONNECTIONS_ADD_SUPABASE -> {
                kind("supabase");
                Fx.run(() -> ((CheckBox) find("#connection-seldom")).setSelected(true));
                Fx.run(() -> ((TextArea) find("#connection-storage")).setText("abcdefghijklmnopqrst:eu-central-1"));
            }
            case CONNECTIONS_ADD_BUCKETS -> {
                kind("buckets");
                type("#connection-buckets-named", "archive Exports");
            }
            case CONNECTIONS_EMPTY -> {}
        }
        shoot(shot.name());
    }

    private void production() throws Exception {
        kind("aws");
        type("#connection-name", "production");
        type("#connection-aws-regions", "eu-central-1 us-east-1");
        type("#connection-aws-reader", "AWS, read");
        press("#connection-try");
    }

    private void kind(String kind) throws Exception {
        press("#connections-add");
        until("#connection-kind-" + kind);
        Fx.run(() -> ((ToggleButton) find("#connection-kind-" + kind)).fire());
    }
}
