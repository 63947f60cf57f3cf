package org.anxinbao.storage;

/** The object store, the spool or the queue before them does not take the call now (503). */
public final class StoreUnavailable extends StorageProblem {
  StoreUnavailable(Throwable cause) {
    super("object store unavailable", cause);
  }
}
