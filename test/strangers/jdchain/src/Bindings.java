import com.jd.blockchain.crypto.*;
import utils.*;
import utils.codec.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

/**
 * `ledger-binding.conf` and `gateway.conf` as their readers take them (jdchain-core `LedgerBindingConfig.resolve`, `GatewayConfigProperties.resolve`,
 * `ManagementController.loadIdentity`), which are not on Maven Central: what they demand is repeated here, over the real keys and hashes.
 */
class Bindings {

  static String property(Properties p, String key, boolean required) {
    String value = p.getProperty(key);
    if (value != null) value = value.trim();
    if (value == null || value.length() == 0) {
      if (required) throw new IllegalArgumentException("Miss property[" + key + "]!");
      return null;
    }
    return value;
  }

  static boolean pair(PubKey pub, String priv, String pwd) {
    PrivKey key = KeyGenUtils.decodePrivKey(priv, pwd);
    byte[] msg = "probe".getBytes(StandardCharsets.UTF_8);
    SignatureFunction f = Crypto.getSignatureFunction(pub.getAlgorithm());
    return f.verify(f.sign(key, msg), pub, msg);
  }

  /** `ledger-binding FILE PUB`: PUB is the participant's key as the ledger has it. */
  static void ledgerBinding(Map<String, Object> r, String[] a) throws Exception {
    Properties p = utils.io.FileUtils.readProperties(a[1], "UTF-8");
    PubKey pub = KeyGenUtils.decodePubKey(a[2]);
    List<Object> ledgers = new ArrayList<>();
    boolean ok = true;
    for (String one : property(p, "ledger.bindings", true).split(",")) {
      String hash = one.trim();
      HashDigest digest = Crypto.resolveAsHashDigest(Base58Utils.decode(hash));
      String of = "binding." + hash + ".";
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("hash", digest.toBase58());
      m.put("address", property(p, of + "parti.address", true));
      m.put("name", property(p, of + "parti.name", true));
      m.put("uri", property(p, of + "db.uri", true));
      m.put("ledger", property(p, of + "name", true));
      m.put("structure", property(p, of + "data.structure", false));
      String pk = property(p, of + "parti.pk", false);
      if (pk == null && property(p, of + "parti.pk-path", false) == null)
        throw new IllegalArgumentException("No priv key config of participant of ledger binding[" + hash + "]!");
      boolean mine = AddressEncoding.generateAddress(pub).toBase58().equals(m.get("address"))
          && pair(pub, pk, property(p, of + "parti.pwd", true));
      m.put("mine", mine);
      ok &= mine;
      ledgers.add(m);
    }
    r.put("ledgers", ledgers);
    r.put("ok", ok);
  }

  /** `gateway-conf FILE`. */
  static void gatewayConf(Map<String, Object> r, String[] a) throws Exception {
    Properties p = utils.io.FileUtils.readProperties(a[1], "UTF-8");
    property(p, "http.host", true);
    Integer.parseInt(property(p, "http.port", true));
    r.put("peer", property(p, "peer.host", true) + ":" + Integer.parseInt(property(p, "peer.port", true)));
    String aware = property(p, "topology.aware", false);
    r.put("aware", aware == null || Boolean.parseBoolean(aware));
    String interval = property(p, "topology.aware.interval", false);
    r.put("interval", interval == null ? 0 : Integer.parseInt(interval));
    PubKey pub = KeyGenUtils.decodePubKey(property(p, "keys.default.pubkey", true));
    r.put("address", AddressEncoding.generateAddress(pub).toBase58());
    r.put("ok", pair(pub, property(p, "keys.default.privkey", true), property(p, "keys.default.privkey-password", true)));
  }
}
