-- One price an outcome and timing of every match: a source's own mean before the mean over bookmakers.
INSERT INTO mean_prices
WITH quotes AS (
  SELECT match, outcome || CASE market WHEN 'total' THEN '_2_5_' ELSE '_' END || timing AS quote,
    coalesce(
      avg(price) FILTER (source = 'odds_nm2890'), avg(price) FILTER (bookmaker = 'Avg'), avg(price)
    ) AS price
  FROM prices
  WHERE price > 1 AND (market = '1x2' OR (market = 'total' AND handicap = 2.5))
  GROUP BY ALL
)
SELECT match,
  max(price) FILTER (quote = 'home_opening'), max(price) FILTER (quote = 'draw_opening'),
  max(price) FILTER (quote = 'away_opening'),
  max(price) FILTER (quote = 'over_2_5_opening'), max(price) FILTER (quote = 'under_2_5_opening'),
  max(price) FILTER (quote = 'home_closing'), max(price) FILTER (quote = 'draw_closing'),
  max(price) FILTER (quote = 'away_closing'),
  max(price) FILTER (quote = 'over_2_5_closing'), max(price) FILTER (quote = 'under_2_5_closing')
FROM quotes
GROUP BY match
ORDER BY match;
