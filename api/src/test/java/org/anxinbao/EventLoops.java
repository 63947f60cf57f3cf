package org.anxinbao;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;
import reactor.blockhound.BlockingOperationError;

/**
 * Fails every call that blocks an event loop, and remembers it: what a handler of errors swallows
 * is still seen at the end of the test.
 */
public final class EventLoops {
  private static final int FRAMES = 40;
  private static final List<String> BLOCKED = new CopyOnWriteArrayList<>();

  private EventLoops() {}

  /** For the whole of the JVM; again is no error. */
  public static void watch() {
    BlockHound.install(
        builder ->
            builder
                // /dev/urandom does not block once a machine is up
                .allowBlockingCallsInside("sun.security.provider.NativePRNG", "engineNextBytes")
                .allowBlockingCallsInside("sun.security.provider.NativePRNG", "implNextBytes")
                // buffers are cut from chunks under a lock, held for a few instructions
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
                .allowBlockingCallsInside(
                    "io.netty.buffer.AdaptivePoolingAllocator$Chunk", "deallocate")
                // the API's description is put together once
                .allowBlockingCallsInside("org.springdoc.api.AbstractOpenApiResource", "getOpenApi")
                // each type's reader and writer is built once, under a lock
                .allowBlockingCallsInside(
                    "tools.jackson.databind.deser.DeserializerCache",
                    "_createAndCacheValueDeserializer")
                .allowBlockingCallsInside(
                    "tools.jackson.databind.ser.SerializerCache", "addAndResolveNonTypedSerializer")
                .blockingMethodCallback(EventLoops::refuse));
  }

  /** What blocked since the last time that somebody asked. */
  public static List<String> blocked() {
    var seen = List.copyOf(BLOCKED);
    BLOCKED.removeAll(seen);
    return seen;
  }

  public static void assertNoneBlocked() {
    assertThat(blocked()).as("calls that blocked an event loop").isEmpty();
  }

  private static void refuse(BlockingMethod method) {
    var stack =
        Arrays.stream(Thread.currentThread().getStackTrace())
            .limit(FRAMES)
            .map(frame -> "\n    at " + frame)
            .collect(Collectors.joining());
    BLOCKED.add(method + " on " + Thread.currentThread().getName() + stack);
    throw new BlockingOperationError(method);
  }
}
