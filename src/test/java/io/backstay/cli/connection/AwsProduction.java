package io.backstay.cli.connection;

import static io.backstay.cli.connection.StateCommands.says;

import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.RdsMachine;

/// The connection `production` to an account of AWS in two regions, which a stand-in plays.
final class AwsProduction {
    static final String HERE = RdsMachine.REGION;
    static final String THERE = "us-east-1";

    private AwsProduction() {}

    /// Makes the vault, keeps the key that reads, and adds the connection.
    static void connect(StateCommands commands, String address) throws Exception {
        commands.makeEmptyVault();
        commands.keep(
                "aws-access-key",
                "read",
                "AWS, read",
                "123456789012",
                AwsRds.SECRET,
                "accessKeyId=" + AwsRds.ID,
                "endpoint=" + address);
        says(0, "Added", add(commands, address));
    }

    static Answer add(StateCommands commands, String address) throws Exception {
        return commands.run(
                "connection",
                "add",
                "aws",
                "production",
                "--key=AWS, read",
                "--region=" + HERE,
                "--region=" + THERE,
                "--endpoint=" + address);
    }
}
