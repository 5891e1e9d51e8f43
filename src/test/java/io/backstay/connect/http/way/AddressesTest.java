package io.backstay.connect.http.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.Form;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressesTest {
    private static boolean allowed(String address, Reach reach) throws Exception {
        return Addresses.allowed(InetAddress.getByName(address), reach);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "2852039166",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "fd00:c1::a9fe:a9fe",
                "fd00:42::42",
                "168.63.129.16",
                "::a9fe:a9fe",
                "fe80::1",
                "100.100.100.200",
                "192.0.0.192",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "224.0.0.1",
                "255.255.255.255",
                "ff02::1"
            })
    void whereOnlyACloudsOwnMachineryAnswersNoCallGoes(String address) throws Exception {
        assertFalse(allowed(address, Reach.NETWORK), address);
        assertFalse(allowed(address, Reach.PUBLIC), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "::1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "198.18.0.1",
                "fc00::1",
                "fd12:3456::1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "::10.0.0.1"
            })
    void networksOfOnesOwnAreReachedWhereThatIsAskedForOnly(String address) throws Exception {
        assertTrue(allowed(address, Reach.NETWORK), address);
        assertFalse(allowed(address, Reach.PUBLIC), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.1.1.1", "172.32.0.1", "9.255.255.255", "100.128.0.1", "2606:4700::1111", "64:ff9b::101:101"})
    void theInternetIsReached(String address) throws Exception {
        assertTrue(allowed(address, Reach.PUBLIC), address);
    }

    @Test
    void theAddressIsJudgedWhenTheConnectionIsMadeHoweverItWasWritten() throws Exception {
        for (String host :
                List.of("169.254.169.254", "2852039166", "[::ffff:169.254.169.254]", "rebound.example.com")) {
            var way = new Way(
                    null,
                    _ -> List.of(InetAddress.getByName("169.254.169.254")),
                    Way.out(Reach.NETWORK).sockets());
            try (var transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(1), way)) {
                var call = new HttpCall("GET", new Endpoint("https", host, 443), "/", "", Map.of(), HttpBody.NONE);
                var refused =
                        assertThrows(BackstayException.class, () -> transport.send(call, HttpTransport.Signing.NONE));
                assertInstanceOf(Failure.Unreachable.class, refused.failure());
                assertTrue(
                        refused.failure().message().contains("not made to"),
                        refused.failure().message());
            }
        }
    }

    @Test
    void aFormIsWrittenSoThatEveryReaderUnderstandsIt() throws Exception {
        try (Form form = new Form()) {
            form.add("a b", "ü&=+ /~").add("long", "x".repeat(2000));
            String text = new String(form.body().open().readAllBytes(), StandardCharsets.US_ASCII);
            assertEquals("a%20b=%C3%BC%26%3D%2B%20%2F~&long=" + "x".repeat(2000), text);
        }
    }
}
