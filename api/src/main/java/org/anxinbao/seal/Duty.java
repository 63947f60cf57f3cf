package org.anxinbao.seal;

/** An organisation has one key pair for each duty. */
public enum Duty {
  CASE,
  CUSTODY,
  FINANCE
}
