package io.backstay.connect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpAnswerTest {
    private static HttpAnswer answer(String header, String value) {
        return new HttpAnswer(200, Map.of(header, value), new byte[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-request-id, 79104EXAMPLEB723",
        "x-amz-request-id, 17A1B2C3D4E5F607",
        "x-amzn-RequestId, 8b2f4c1e-1111-2222-3333-444455556666",
        "x-amz-request-id, tx000003c4e2b1a09f8d7e6-0065f1a2b3-10ab-default",
        "x-amz-request-id, tx00000000000000000002a-006721f0aa-5e3d7-eu-central.zone_1",
        "X-Trans-Id, tx74dac0f2ea244a8a9d2b7-0054a3b2c1",
        "sb-request-id, 0198f3c2-7a11-7abc-8def-0123456789ab"
    })
    void aRequestsIdIsKeptInEveryFormThatIsPublished(String header, String id) {
        assertEquals(id, answer(header, id).requestId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256 Credential=AKIA/20261126/eu/s3/aws4_request, SignedHeaders=host, Signature=00ff",
                "Bearer abc",
                "fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024",
                "IQoJb3JpZ2luX2VjEJr//////////wEaDGV1LWNlbnRyYWwtMSJHMEUCIQ",
                "tx-not-one-of-theirs-and-longer-than-forty-characters"
            })
    void whatMayBeAHeaderThatWasSentBackIsNoId(String echoed) {
        assertNull(answer("x-amz-request-id", echoed).requestId());
    }

    @Test
    void theOtherNameOfARequestToS3IsKeptBesides() {
        String id = "Uuag1LuByRx9e6j5Onimru9pO4ZVKnJ2Qz7/C1NPcfTWAtRPfTaOFg==";
        assertEquals(id, answer("x-amz-id-2", id).extendedId());
        assertNull(answer("x-amz-id-2", "Bearer " + id).extendedId());
        assertNull(answer("x-amz-id-2", "default").extendedId(), "Ceph and MinIO name a zone or a host there");
    }
}
