package almanac.connection;

/** How a connection stands (ChronaPilot, "Object shape"). */
public enum ConnectionStatus {
    ACTIVE,
    ERROR,
    DISCONNECTED
}
